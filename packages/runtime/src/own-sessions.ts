import { createCtx, listSessions, revokeOtherSessions, revokeSession } from "@salon/core";
import type { Actor, Deps } from "@salon/core";

/** Who asks, and with which session. */
export type Caller = {
  readonly actor: Extract<Actor, { kind: "user" }>;
  readonly token: string;
  readonly requestId: string;
};

export type OwnSessions = ReturnType<typeof ownSessions>;

/** What people see and end of their sessions. better-auth would need the tokens, which nobody has. */
export function ownSessions(deps: Deps) {
  const ctxOf = ({ actor, requestId }: Caller) =>
    createCtx(deps, actor, { id: requestId, idempotency: null, onReplay: () => undefined });
  return {
    list: (caller: Caller) => listSessions(ctxOf(caller), caller.token),
    revoke: (caller: Caller, id: string) => revokeSession(ctxOf(caller), id),
    revokeOthers: (caller: Caller) => revokeOtherSessions(ctxOf(caller), caller.token),
  };
}
