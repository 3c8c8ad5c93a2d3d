import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const SHAPE = /^(sk_(?:live|test)_)([\w-]{48})$/;
const RANDOM_BYTES = 32;

/** A key, told once: `sk_live_` or `sk_test_`, 256 random bits and a checksum, which scanners for secrets recognise. */
export function newSecret(sandbox: boolean): {
  readonly key: string;
  readonly prefix: string;
  readonly hash: Buffer;
} {
  const marker = sandbox ? "sk_test_" : "sk_live_";
  const random = randomBytes(RANDOM_BYTES);
  const key = marker + Buffer.concat([random, checksum(marker, random)]).toString("base64url");
  return { key, prefix: key.slice(0, marker.length + 4), hash: sha256(key) };
}

/** What is kept of a key; undefined for what cannot be one, such as a key that was mistyped. */
export function hashOf(key: string): Buffer | undefined {
  const [, marker, body] = SHAPE.exec(key) ?? [];
  if (marker === undefined || body === undefined) return undefined;
  const bytes = Buffer.from(body, "base64url");
  const isWhole = checksum(marker, bytes.subarray(0, RANDOM_BYTES)).equals(bytes.subarray(RANDOM_BYTES));
  return isWhole ? sha256(key) : undefined;
}

function checksum(marker: string, random: Uint8Array): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(random, crc32(marker)));
  return sum;
}

function sha256(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
