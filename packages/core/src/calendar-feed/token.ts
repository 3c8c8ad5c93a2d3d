import { createHash, randomBytes } from "node:crypto";

/** What opens a calendar, in its address: 256 random bits; only its SHA-256 is kept. */
export function newFeedToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashOf(token) };
}

export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
