import type { SalonEvent, WatchBookings } from "@salon/contracts";
import { limitedTo } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { presentEvent, watchEvents } from "../event/index.ts";
import type { EventRow, Watch } from "../event/index.ts";
import { openSalon } from "../salon/index.ts";
import { mayListBookings } from "./policy.ts";
import { findServedBy, worksAs } from "./own-calendar/queries.ts";

/** What happens to a salon's bookings, as it happens. A stylist sees the own calendar, and what leaves it. */
export async function watchBookings(
  ctx: Ctx,
  { salonId, lastEventId }: WatchBookings,
  watch: Watch = {},
): Promise<AsyncGenerator<SalonEvent, void>> {
  const batches = await watchEvents(ctx, { ...watch, lastEventId }, (caller) => openLog(caller, salonId));
  return (async function* () {
    for await (const { view, rows } of batches) {
      const happened = rows.filter(({ type }) => type.startsWith("booking."));
      const shown = view.calendar === "all" ? happened : await inCalendar(ctx, happened, view.calendar);
      for (const row of shown) yield presentEvent(row);
    }
  })();
}

type Calendar = { readonly businessId: number; readonly staffId: string | undefined };

async function openLog(ctx: Ctx, salonId: string) {
  const { salon, standing } = await openSalon(ctx, ctx.db, salonId, mayListBookings);
  const ownUserId = limitedTo(standing);
  if (ownUserId === null) return { log: salon, calendar: "all" as const };
  const staffId = await worksAs(ctx.db, salon.businessId, ownUserId);
  return { log: salon, calendar: { businessId: salon.businessId, staffId } };
}

/** Events of bookings that are in somebody's calendar, or were when it happened. */
async function inCalendar(
  { db }: Ctx,
  rows: readonly EventRow[],
  { businessId, staffId }: Calendar,
): Promise<EventRow[]> {
  if (staffId === undefined || rows.length === 0) return [];
  const bookingIds = rows.map(({ subjectId }) => subjectId);
  const own = await findServedBy(db, businessId, staffId, bookingIds);
  return rows.filter(
    ({ subjectId, data, previous }) => own.has(subjectId) || names(data, staffId) || names(previous, staffId),
  );
}

function names({ staffIds }: Record<string, unknown>, staffId: string): boolean {
  return Array.isArray(staffIds) && staffIds.includes(staffId);
}
