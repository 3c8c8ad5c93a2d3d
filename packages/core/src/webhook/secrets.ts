import { randomBytes } from "node:crypto";
import type { Deps } from "../context.ts";
import type { WebhookRow } from "./queries.ts";

type Kept = Pick<WebhookRow, "id" | "secret" | "previousSecret" | "previousSecretUntil">;

/** 256 random bits, as Standard Webhooks writes them. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** The secrets that count now, the newest first. */
export function liveSecrets({ sealer }: Pick<Deps, "sealer">, webhook: Kept, now: Date): string[] {
  const { id, secret, previousSecret, previousSecretUntil } = webhook;
  const isBoth = previousSecret && previousSecretUntil && previousSecretUntil > now;
  return [secret, ...(isBoth ? [previousSecret] : [])].map((sealed) => sealer.unseal(sealed, id));
}
