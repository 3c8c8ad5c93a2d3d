import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Keeps texts that must be read again where nobody else can read them. */
export type Sealer = {
  /** `place` is where it is kept: sealed, it opens nowhere else. */
  readonly seal: (text: string, place: string) => Buffer;
  /** Throws for what was sealed for another place, or under another secret. */
  readonly unseal: (sealed: Uint8Array, place: string) => string;
};

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key of its own, derived from the secret that sessions are signed with. */
export function sealer(secret: string): Sealer {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "secrets at rest", 32));
  return {
    seal(text, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    unseal(sealed, place) {
      const [iv, tag] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
      const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place)).setAuthTag(tag);
      return (
        decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8")
      );
    },
  };
}
