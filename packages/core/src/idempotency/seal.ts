import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { IdempotencyKey } from "../context.ts";

/** What of an idempotency key is kept, and the secret that is derived from it and is not. */
export type SealedKey = {
  readonly scope: Buffer;
  readonly key: Buffer;
  readonly input: Buffer;
  readonly secret: Buffer;
};

const IV_BYTES = 12;
const TAG_BYTES = 16;

export function sealedKey({ key, scope, input }: IdempotencyKey): SealedKey {
  return {
    scope: sha256(scope),
    key: sha256(key),
    input: sha256(canonical(input)),
    secret: Buffer.from(hkdfSync("sha256", key, scope, "salon idempotency answer", 32)),
  };
}

/** AES-256-GCM: initialisation vector, tag, ciphertext. */
export function sealAnswer({ secret }: SealedKey, answer: unknown): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", secret, iv);
  const sealed = Buffer.concat([cipher.update(serialize(answer)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** The type is that of the operation under whose name the answer was sealed. */
export function openAnswer<T>({ secret }: SealedKey, sealed: Buffer): T {
  const decipher = createDecipheriv("aes-256-gcm", secret, sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return deserialize(
    Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]),
  ) as T;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** JSON with sorted keys: equal inputs give equal text, whatever order they came in. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(byKey)) : inner,
    ) ?? "null"
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
