import type { FavoriteRef } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { deleteFavorite } from "./queries.ts";

/** Lets a salon go; also one that the caller may not look at any more. */
export async function removeFavorite(ctx: Ctx, { salonId }: FavoriteRef): Promise<void> {
  const userId = signedIn(ctx.actor);
  await ctx.transact(async (tx) => {
    const was = await deleteFavorite(tx, userId, salonId);
    if (!was) return;
    const subject = { type: "favorite", id: salonId } as const;
    await audit(ctx, tx, {
      action: "favorite.removed",
      salon: null,
      subject,
      before: { salonId },
      after: null,
    });
  });
}
