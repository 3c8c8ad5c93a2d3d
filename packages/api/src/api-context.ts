import type { Actor, Deps } from "@salon/core";

/** What either door knows of a request before a procedure runs. */
export type ApiContext = {
  readonly deps: Deps;
  readonly actor: Actor;
  /** Who it is by now, for what lasts longer than a request. */
  readonly authenticate?: (() => Promise<Actor>) | undefined;
  readonly requestId: string;
  /** Of the `Idempotency-Key` header. */
  readonly idempotencyKey: string | null;
  /** Set when the answer is one that was given before. */
  readonly outcome: { replayed: boolean };
};
