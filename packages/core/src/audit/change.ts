import { maskOf } from "./subjects.ts";
import type { AuditSubject, Mask } from "./subjects.ts";

type Whole = { readonly before: object | null; readonly after: object | null };
type Told = Record<string, unknown> | null;

/** What the log keeps of a change: of an update the fields that differ, of anything no personal and no secret value. */
export function changeOf(subject: AuditSubject, { before, after }: Whole): { before: Told; after: Told } {
  const mask = maskOf(subject);
  if (!before || !after) return { before: masked(before, mask), after: masked(after, mask) };
  const [was, is] = [plain(before), plain(after)];
  const differ = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (field) => field !== "updatedAt" && JSON.stringify(was[field]) !== JSON.stringify(is[field]),
  );
  const only = (whole: Record<string, unknown>) =>
    Object.fromEntries(differ.map((field) => [field, whole[field] ?? null]));
  return { before: masked(only(was), mask), after: masked(only(is), mask) };
}

function masked(value: object | null, mask: Mask): Told {
  return (
    value && (JSON.parse(JSON.stringify(value, (key, inner: unknown) => hidden(key, inner, mask))) as Told)
  );
}

function hidden(key: string, value: unknown, mask: Mask): unknown {
  return value === null || value === undefined ? value : (mask.get(key) ?? value);
}

function plain(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}
