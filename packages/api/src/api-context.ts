import type { Actor, Deps, RequestInfo } from "@salon/core";

/** What an answer says beside its body. */
export type Outcome = {
  /** It was given before. */
  replayed: boolean;
  /** Of a subscription: the sequence behind which it begins. */
  place?: string;
};

/** What either door knows of a request before a procedure runs. */
export type ApiContext = {
  readonly deps: Deps;
  readonly actor: Actor;
  /** Who it is by now, for what lasts longer than a request. */
  readonly authenticate?: (() => Promise<Actor>) | undefined;
  readonly requestId: string;
  /** Of the `Idempotency-Key` header. */
  readonly idempotencyKey: string | null;
  /** What the connection tells of who asks. */
  readonly visitor?: RequestInfo["visitor"];
  readonly outcome: Outcome;
};
