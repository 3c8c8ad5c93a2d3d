import type { Favorite, ListFavorites } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { presentSalon } from "../salon/index.ts";
import { findFavorites } from "./queries.ts";

/** The caller's salons, of those that they may look at, the newest first. */
export async function listFavorites(ctx: Ctx, { cursor, limit }: ListFavorites): Promise<Page<Favorite>> {
  const userId = signedIn(ctx.actor);
  const rows = await findFavorites(ctx.db, userId, limit, readCursor(cursor, ["instant", "id"]));
  return pageOf(
    rows,
    limit,
    ({ salon, createdAt }) => [createdAt, salon.id],
    (row) => ({ salon: presentSalon(row), createdAt: row.createdAt }),
  );
}
