import { randomUUIDv7 } from "node:crypto";

/** A UUIDv7 (RFC 9562): later ids sort after earlier ones, so that indexes grow at their end. */
export function newId(): string {
  return randomUUIDv7();
}
