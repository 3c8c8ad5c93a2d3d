import type { IncomingHttpHeaders } from "node:http";
import { refuse } from "@salon/api";
import type { FastifyRequest } from "fastify";
import { bearerOf, sessionTokenOf } from "../credentials.ts";
import type { Ask } from "./operations.ts";

type StoredSession = {
  readonly id: string;
  readonly token: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
};

/** Without their tokens: who sees the list cannot become the other devices. */
export async function listSessions(ask: Ask, _: unknown, { headers }: Pick<FastifyRequest, "headers">) {
  const sessions = await storedSessions(ask);
  return { items: sessions.map((session) => present(session, isCurrent(session, headers))) };
}

/** Throws `not_found` for a session that is not the caller's. */
export async function revokeSession(ask: Ask, { id }: Record<string, unknown>): Promise<Response> {
  const session = (await storedSessions(ask)).find((candidate) => candidate.id === id);
  return session
    ? ask("POST", "/revoke-session", { token: session.token })
    : refuse("not_found", "There is no such session.");
}

export async function currentSession(ask: Ask) {
  const answer = await ask("GET", "/get-session");
  const found = (await answer.json()) as { session: StoredSession; user: Record<string, unknown> } | null;
  return found ? { session: present(found.session, true), user: found.user } : { session: null, user: null };
}

function present({ id, createdAt, expiresAt, ipAddress, userAgent }: StoredSession, current: boolean) {
  return { id, createdAt, expiresAt, ipAddress: ipAddress || null, userAgent: userAgent || null, current };
}

function isCurrent({ token }: StoredSession, headers: IncomingHttpHeaders): boolean {
  const bearer = bearerOf(headers);
  return bearer ? sessionTokenOf(bearer) === token : (headers.cookie ?? "").includes(`=${token}.`);
}

async function storedSessions(ask: Ask): Promise<StoredSession[]> {
  const answer = await ask("GET", "/list-sessions");
  return (await answer.json()) as StoredSession[];
}
