import { hash } from "node:crypto";
import { issue, type InputIssue } from "./issues.ts";

/** The version in `If-Match: "<version>"`; `*` asks for none. Comparison is strong, so a weak tag is malformed here. */
export function versionFromIfMatch(header: string | undefined, issues: InputIssue[]): number | undefined {
  if (header === undefined || header.trim() === "*") return undefined;
  const [, digits] = /^\s*"(0|[1-9]\d{0,14})"\s*$/.exec(header) ?? [];
  if (digits !== undefined) return Number(digits);
  issues.push(
    issue("malformed_if_match", ["header", "If-Match"], 'If-Match must be a version in quotes, as "3", or *'),
  );
  return undefined;
}

export function versionTag(output: unknown): string | undefined {
  const version = (output as { version?: unknown } | null | undefined)?.version;
  return Number.isSafeInteger(version) ? `"${String(version)}"` : undefined;
}

/** Weak: two bodies with this tag mean the same, whatever their encoding on the wire. */
export function bodyTag(body: string): string {
  return `W/"${hash("sha1", body, "base64url")}"`;
}

/** RFC 9110: If-None-Match compares weakly, so `W/` is looked past. */
export function isUnchanged(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const opaque = tag.replace(/^W\//, "");
  return [...ifNoneMatch.matchAll(/"[^"]*"/g)].some(([held]) => held === opaque);
}
