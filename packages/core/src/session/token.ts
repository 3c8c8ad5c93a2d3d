import { createHash } from "node:crypto";

/** What is kept of a session's token: who reads the table can be nobody. */
export function hashSessionToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
