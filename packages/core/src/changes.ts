import { isDeepStrictEqual } from "node:util";

/** Some of a row's columns; what is undefined keeps its value. */
export type Changes<Row> = { readonly [K in keyof Row]?: Row[K] | undefined };

/** The changes without what is undefined. */
export function given<Row>(changes: Changes<Row>): { [K in keyof Row]?: Row[K] } {
  // A record's entries lose which value goes with which key; none is changed here.
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof Row]?: Row[K];
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether a thing is as it was, whatever the order of its fields. */
export function isSame(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(before, after);
}

/** The fields of a thing that changed, as they were. */
export function formerFields(before: Fields, after: Fields): Record<string, unknown> {
  const isOther = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(after[field]);
  return Object.fromEntries(Object.entries(before).filter(isOther));
}
