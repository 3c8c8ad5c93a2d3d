import { maskOf } from "./subjects.ts";
import type { AuditSubject, Mask } from "./subjects.ts";

/** A thing as it was and as it is; null: there was, or is, none. */
export type Change = { readonly before: object | null; readonly after: object | null };

/** The same as the log keeps it. */
export type Kept = { readonly before: Json; readonly after: Json };
type Json = Record<string, unknown> | null;

/**
 * What the log keeps of a change: of an update the fields that differ, and in the place of personal and secret values
 * that there was one.
 */
export function keptOf(subject: AuditSubject, { before, after }: Change): Kept {
  const mask = maskOf(subject);
  const [was, is] = [asJson(before), asJson(after)];
  const isOther = ([field]: [string, unknown]) =>
    field !== "updatedAt" && JSON.stringify(was?.[field]) !== JSON.stringify(is?.[field]);
  const kept = (whole: Json) => {
    if (!whole || !was || !is) return masked(whole, mask);
    return masked(Object.fromEntries(Object.entries(whole).filter(isOther)), mask);
  };
  return { before: kept(was), after: kept(is) };
}

/** What was done to a thing of which no event has a name of its own. */
export function verbOf({ before, after }: Change): "created" | "updated" | "archived" {
  if (!before) return "created";
  return after ? "updated" : "archived";
}

/** A masked value is seen to be there, wherever in the thing it stands. */
function masked(value: Json, mask: Mask): Json {
  return asJson(value, (field, inner) => (inner === null ? null : (mask.get(field) ?? inner)));
}

/** As the database keeps it: what JSON cannot tell apart is the same. */
function asJson(value: object | null, replace?: (field: string, inner: unknown) => unknown): Json {
  return JSON.parse(JSON.stringify(value, replace)) as Json;
}
