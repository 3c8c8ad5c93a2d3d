import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** What a guest shows to open one booking: 256 random bits; only its SHA-256 is kept. */
export function newBookingToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashOf(token) };
}

export function isTokenOf(token: string, hash: Uint8Array | null): boolean {
  return hash !== null && timingSafeEqual(hashOf(token), hash);
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
