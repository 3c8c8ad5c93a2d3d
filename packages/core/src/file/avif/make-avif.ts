import type { StoredVariant } from "@salon/db/schema";
import type { Ctx } from "../../context.ts";
import { Unreadable } from "../../ports.ts";
import type { FileRow } from "../queries.ts";
import { AVIF, keyOf } from "../rules.ts";
import { claimDue, isAnyDue, saveVariants } from "./queries.ts";

/**
 * Makes one picture as AVIF too, the newest first; until then, and where it cannot be, there is WebP. Tells whether there
 * may be more.
 */
export async function makeAvif(ctx: Ctx): Promise<boolean> {
  if (!(await isAnyDue(ctx.db))) return false;
  const file = await ctx.transact(claimDue);
  if (!file) return false;
  const variants: StoredVariant[] = [];
  for (const stored of file.variants) variants.push({ ...stored, ...(await asAvif(ctx, file, stored)) });
  const isThere = await ctx.transact((tx) => saveVariants(tx, file.id, variants));
  // Who removed it meanwhile may have looked before these bytes came.
  if (!isThere) await ctx.files.remove(file.id);
  return true;
}

/** Nothing of an image that is too large for it, or that the store has lost. */
async function asAvif(
  ctx: Ctx,
  file: FileRow,
  { variant }: StoredVariant,
): Promise<Pick<StoredVariant, "avifBytes">> {
  const image = await ctx.files.read(keyOf(file, variant));
  if (!image) return {};
  try {
    const bytes = await ctx.judge.makeAvif(image);
    await ctx.files.write(keyOf(file, variant + AVIF), bytes, "image/avif");
    return { avifBytes: bytes.length };
  } catch (error) {
    if (error instanceof Unreadable) return {};
    throw error;
  }
}
