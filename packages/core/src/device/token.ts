import { createHash } from "node:crypto";
import type { Sealer } from "../sealer.ts";

/** A token as it is kept: whoever reads the table can push to nobody. */
export function sealToken(sealer: Sealer, token: string): { token: Buffer; tokenHash: Buffer } {
  const tokenHash = hashDeviceToken(token);
  return { token: sealer.seal(token, placeOf(tokenHash)), tokenHash };
}

/** Undefined for what was sealed under another secret: until its app registers it again, nobody reaches the device. */
export function unsealToken(
  sealer: Sealer,
  { token, tokenHash }: { readonly token: Uint8Array; readonly tokenHash: Uint8Array },
): string | undefined {
  try {
    return sealer.unseal(token, placeOf(tokenHash));
  } catch {
    return undefined;
  }
}

function placeOf(tokenHash: Uint8Array): string {
  return `device ${Buffer.from(tokenHash).toString("hex")}`;
}

/** By which a device is found again, whoever is signed in there. */
function hashDeviceToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
