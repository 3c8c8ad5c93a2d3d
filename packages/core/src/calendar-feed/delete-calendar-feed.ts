import type { CalendarFeedRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { feedEvent } from "./feed-event.ts";
import { openFeed } from "./open-feed.ts";
import { mayHaveFeeds } from "./policy.ts";
import { presentFeed } from "./present.ts";
import { deleteFeed } from "./queries.ts";

/** Ends a feed at once and for good. */
export async function deleteCalendarFeed(ctx: Ctx, { salonId, feedId }: CalendarFeedRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayHaveFeeds);
    const feed = await openFeed(tx, found, feedId);
    if (!(await deleteFeed(tx, feed))) throw notFound("calendar feed");
    const before = presentFeed(feed);
    await emit(ctx, tx, feedEvent("calendar_feed.deleted", found, { before, after: null }));
  });
}
