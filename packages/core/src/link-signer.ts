import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { LinkPurpose, LinkSigner } from "./ports.ts";

/** Signs with HMAC-SHA256 under a key of its own, derived from the secret that sessions are signed with. */
export function linkSigner(secret: string): LinkSigner {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "links in mails", 32));
  const sign = (purpose: LinkPurpose, subject: string) =>
    createHmac("sha256", key).update(`${purpose}:${subject}`).digest("base64url");
  return {
    sign,
    isSigned: (purpose, subject, signature) => equal(sign(purpose, subject), signature),
  };
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
