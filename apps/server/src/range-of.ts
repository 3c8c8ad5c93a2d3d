import type { IncomingHttpHeaders } from "node:http";

export type Range = { readonly start: number; readonly end: number };

/**
 * The bytes that a `Range` header asks for (RFC 9110): null for all of them, which also answers a range that is none,
 * several, or one of other bytes than these (`If-Range`).
 */
export function rangeOf(
  { range, "if-range": of }: IncomingHttpHeaders,
  tag: string,
  size: number,
): Range | "outside" | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  if ((first === "" && last === "") || (of !== undefined && of !== tag)) return null;
  if (first === "")
    return Number(last) === 0 ? "outside" : { start: Math.max(0, size - Number(last)), end: size - 1 };
  const [start, end] = [Number(first), last === "" ? size - 1 : Math.min(Number(last), size - 1)];
  if (start >= size) return "outside";
  return start <= end ? { start, end } : null;
}
