import type { Favorite, FavoriteRef } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { presentSalon, seeSalon } from "../salon/index.ts";
import { findFavorite, insertFavorite } from "./queries.ts";

/** Keeps a salon that the caller may look at. One that is kept already stays as it is. */
export async function addFavorite(ctx: Ctx, { salonId }: FavoriteRef): Promise<Favorite> {
  const userId = signedIn(ctx.actor);
  return ctx.transact(async (tx) => {
    const found = await seeSalon(ctx, tx, salonId);
    const isNew = await insertFavorite(tx, userId, found.salon);
    if (isNew) {
      const subject = { type: "favorite", id: salonId } as const;
      await audit(ctx, tx, {
        action: "favorite.added",
        salon: null,
        subject,
        before: null,
        after: { salonId },
      });
    }
    const kept = await findFavorite(tx, userId, found.salon);
    return { salon: presentSalon(found), createdAt: kept?.createdAt ?? found.now };
  });
}
