import type { CalendarFeed, ListOfSalon } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { mayHaveFeeds, ownFeedsOnly } from "./policy.ts";
import { presentFeed } from "./present.ts";
import { findFeeds } from "./queries.ts";

/** One's own feeds; a manager sees those of everybody in the salon. */
export async function listCalendarFeeds(
  ctx: Ctx,
  { salonId, cursor, limit }: ListOfSalon,
): Promise<Page<CalendarFeed>> {
  const { salon, standing } = await openSalon(ctx, ctx.db, salonId, mayHaveFeeds);
  const after = readCursor(cursor, ["instant", "id"]);
  const rows = await findFeeds(ctx.db, salon, ownFeedsOnly(standing), { limit, after });
  return pageOf(rows, limit, ({ createdAt, id }) => [createdAt, id], presentFeed);
}
