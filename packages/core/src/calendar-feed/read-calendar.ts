import type { ReadSalonCalendar, ReadStaffCalendar } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { entryOf } from "./entry.ts";
import { stillMay } from "./policy.ts";
import { findEntries, findOpenedFeed } from "./queries.ts";
import { hashOf } from "./token.ts";

const DAY_MS = 24 * 3_600_000;
const PAST_DAYS = 30;

/**
 * A calendar for whoever has its address: from a month ago as far as the salon books ahead. Throws `not_found`, for a
 * wrong token as for an unknown salon, and once whoever made the feed may not see as much any more.
 */
export async function readCalendar(
  ctx: Ctx,
  { salonId, token, ...of }: ReadSalonCalendar | ReadStaffCalendar,
): Promise<string> {
  const opened = await findOpenedFeed(ctx.db, hashOf(token));
  const staffId = "staffId" in of ? of.staffId : null;
  if (!opened || opened.feed.salonId !== salonId || opened.feed.staffId !== staffId)
    throw notFound("calendar");
  const { feed, salon, staff, role } = opened;
  const isOwn = staffId !== null && staff?.userId === feed.userId;
  if (!stillMay(role, { isOwn })) throw notFound("calendar");
  const now = salon.testNow?.getTime() ?? opened.clockMs;
  const window = {
    from: new Date(now - PAST_DAYS * DAY_MS),
    to: new Date(now + (opened.horizonDays + 1) * DAY_MS),
  };
  const rows = await findEntries(ctx.db, salon, staffId, window);
  return ctx.calendars({
    method: "PUBLISH",
    name: staff ? `${staff.name} – ${salon.name}` : salon.name,
    entries: rows.map((row) => entryOf(ctx, row, { named: staff === null })),
  });
}
