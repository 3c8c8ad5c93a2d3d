import type { IncomingHttpHeaders } from "node:http";
import { refuse } from "@salon/api";
import { bearerOf, sessionTokenOf } from "../credentials.ts";

type StoredSession = {
  readonly id: string;
  readonly token: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
};

/** The sessions without their tokens: who sees the list cannot become the other devices. */
export async function listSessions(answer: Response, headers: IncomingHttpHeaders) {
  const mine = bearerOf(headers) ?? "";
  const isCurrent = ({ token }: StoredSession) =>
    sessionTokenOf(mine) === token || (headers.cookie ?? "").includes(`=${token}.`);
  const sessions = await sessionsOf(answer);
  return { items: sessions.map((session) => ({ ...withoutToken(session), current: isCurrent(session) })) };
}

/** Throws `not_found` for a session that is not the caller's. */
export async function tokenOfSession(answer: Response, id: unknown): Promise<string> {
  const session = (await sessionsOf(answer)).find((candidate) => candidate.id === id);
  return session?.token ?? refuse("not_found", "There is no such session.");
}

export async function presentSession(answer: Response) {
  const found = (await answer.json()) as { session: StoredSession; user: Record<string, unknown> } | null;
  return found && { session: { ...withoutToken(found.session), current: true }, user: found.user };
}

function withoutToken({ id, createdAt, expiresAt, ipAddress, userAgent }: StoredSession) {
  return { id, createdAt, expiresAt, ipAddress: ipAddress || null, userAgent: userAgent || null };
}

async function sessionsOf(answer: Response): Promise<StoredSession[]> {
  return (await answer.json()) as StoredSession[];
}
