import { randomUUIDv7 } from "node:crypto";

/** A UUIDv7 (RFC 9562): later ids sort after earlier ones, so that indexes grow at their end. */
export function newId(): string {
  return randomUUIDv7();
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a text that may be something else, such as a slug, is an id. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
