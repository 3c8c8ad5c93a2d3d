import type { Field } from "./zod-shape.ts";

/** Whether an output is a page: `{ items, nextCursor }`. */
export function isPage(fields: ReadonlyMap<string, Field> | undefined): boolean {
  return fields !== undefined && fields.has("items") && fields.has("nextCursor");
}

/** `Link` (RFC 8288) to the following page: the same path and query with its cursor in `field`; none after the last. */
export function nextLink(url: string, page: unknown, field: string): string | undefined {
  const { nextCursor } = page as { nextCursor?: unknown };
  if (typeof nextCursor !== "string" && typeof nextCursor !== "number") return undefined;
  const [path = "", search = ""] = url.split("?", 2);
  const query = new URLSearchParams(search);
  query.set(field, String(nextCursor));
  const target = path.replace(/[<>"]/g, encodeURIComponent);
  return `<${target}?${query.toString()}>; rel="next"`;
}
