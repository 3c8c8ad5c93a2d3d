import { invalidInput } from "./errors.ts";

export type Page<T> = { items: T[]; nextCursor: string | null };

/**
 * A keyset page of rows that were read with one more than `limit`. `keyOf` names the row after which the next page
 * begins; the cursor is opaque to callers.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly CursorPart[],
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(present), nextCursor: more ? encode(keyOf(last)) : null };
}

export type CursorPart = string | number | Date;

/** The parts of a cursor, as texts. Throws `invalid_input` unless there are as many as `shape` says. */
export function readCursor(
  cursor: string | undefined,
  shape: readonly (keyof typeof FITS)[],
): string[] | undefined {
  if (cursor === undefined) return undefined;
  const parts = decode(cursor);
  if (parts?.length !== shape.length || !shape.every((kind, i) => FITS[kind](parts[i] ?? ""))) {
    throw invalidInput("/cursor", "invalid_cursor", "This is no cursor of this list.");
  }
  return parts;
}

const FITS = {
  instant: (part: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(part) && isOfCalendar(part),
  date: (part: string) => /^\d{4}-\d\d-\d\d$/.test(part) && isOfCalendar(part),
  id: (part: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(part),
  number: (part: string) => /^-?\d{1,15}(?:\.\d{1,15})?$/.test(part),
  whole: (part: string) => /^\d{1,15}$/.test(part),
  text: (part: string) => part.length <= 300 && !part.includes("\0"),
};

/** There is such a day, and PostgreSQL knows its year: ISO 8601's year 0000 it refuses. */
function isOfCalendar(part: string): boolean {
  const ms = Date.parse(part);
  return !Number.isNaN(ms) && part >= "0001" && new Date(ms).toISOString().startsWith(part.slice(0, 10));
}

function encode(parts: readonly CursorPart[]): string {
  const texts = parts.map((part) => (part instanceof Date ? part.toISOString() : String(part)));
  return Buffer.from(JSON.stringify(texts)).toString("base64url");
}

function decode(cursor: string): string[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(parts) && parts.every((part) => typeof part === "string") ? parts : undefined;
  } catch {
    return undefined;
  }
}
