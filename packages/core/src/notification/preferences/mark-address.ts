import type { Ctx } from "../../context.ts";

/** Tells addresses of a business apart without telling which they are. */
export function markAddress({ links }: Pick<Ctx, "links">, businessId: number, email: string): Buffer {
  return Buffer.from(links.sign("address", `${businessId}:${email}`), "base64url");
}
