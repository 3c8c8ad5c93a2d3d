import type { AppRouter } from "@salon/api";
import type { TRPCLink } from "@trpc/client";
import { contextOf } from "./call-context.ts";

/** Gives a call one key for all of its tries, unless the caller gave it one. */
export const idempotencyLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next({ ...op, context: { ...op.context, idempotencyKey: contextOf(op).idempotencyKey ?? randomKey() } });

/** `crypto.randomUUID` is missing on pages without TLS. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
