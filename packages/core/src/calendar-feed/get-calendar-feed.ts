import type { CalendarFeed, CalendarFeedRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openSalon } from "../salon/index.ts";
import { openFeed } from "./open-feed.ts";
import { mayHaveFeeds } from "./policy.ts";
import { presentFeed } from "./present.ts";

export async function getCalendarFeed(ctx: Ctx, { salonId, feedId }: CalendarFeedRef): Promise<CalendarFeed> {
  const found = await openSalon(ctx, ctx.db, salonId, mayHaveFeeds);
  return presentFeed(await openFeed(ctx.db, found, feedId));
}
