import type { Call } from "./operations.ts";

type Found = {
  readonly session: {
    readonly id: string;
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly ipAddress: string | null;
    readonly userAgent: string | null;
  };
  readonly user: object;
};

export async function listSessions({ sessions, caller }: Call) {
  return { items: await sessions.list(caller()) };
}

/** Throws `not_found` for a session that is not the caller's. */
export async function revokeSession({ sessions, caller, input }: Call) {
  await sessions.revoke(caller(), String(input["id"]));
  return { status: true };
}

export async function revokeOtherSessions({ sessions, caller }: Call) {
  await sessions.revokeOthers(caller());
  return { status: true };
}

/** better-auth prolongs the session's cookie with it. */
export async function currentSession({ ask }: Call): Promise<Response> {
  const answer = await ask("GET", "/get-session");
  const found = (await answer.json()) as Found | null;
  if (!found) return Response.json({ session: null, user: null }, { headers: answer.headers });
  const { ipAddress, userAgent, ...session } = found.session;
  const shown = { ...session, ipAddress: ipAddress || null, userAgent: userAgent || null, current: true };
  return Response.json({ session: shown, user: found.user }, { headers: answer.headers });
}
