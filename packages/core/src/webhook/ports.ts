import type { AttemptError } from "@salon/contracts";

/** Why nothing is sent to an address. */
export type AddressRefusal = "not_https" | "credentials" | "address_not_allowed" | "unresolvable";

/** A message for an address; `id` stays the same however often it is sent. */
export type WebhookPost = {
  readonly url: string;
  readonly id: string;
  /** Those that count now: the message carries a signature of each. */
  readonly secrets: readonly string[];
  readonly body: string;
};

export type WebhookAnswer = {
  readonly status: number | null;
  /** Why there was no answer. */
  readonly error: AttemptError | null;
  readonly ms: number;
};

/** Posts to addresses that somebody else has named: to none that is not the public internet's, whatever it is called. */
export type WebhookSender = {
  /** Null where something may be sent there, as far as can be told beforehand. */
  readonly judge: (url: string) => Promise<AddressRefusal | null>;
  /** Judges the address that is dialled, once more. Does not reject; follows no redirect. */
  readonly send: (post: WebhookPost) => Promise<WebhookAnswer>;
};
