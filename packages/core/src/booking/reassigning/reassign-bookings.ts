import type { ReassignBookings, ReassignedBookings } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { lockBookings, markForAttention } from "../../attention/index.ts";
import { lockCalendars } from "../../calendar/index.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { emit } from "../../event/index.ts";
import { openSalon } from "../../salon/index.ts";
import { openStaff } from "../../staff/index.ts";
import { findBookingsById } from "../queries.ts";
import type { BookingRecord } from "../record.ts";
import type { SeriesRow } from "../series/queries.ts";
import { insertAllocationsOf } from "../time-taken/queries.ts";
import { handoverEvents, holdTheirSeries } from "./handover-events.ts";
import { judgeHandovers } from "./judge-handovers.ts";
import type { Handover, Handovers } from "./judge-handovers.ts";
import { nextGo } from "./next-go.ts";
import type { Go } from "./next-go.ts";
import { mayReassignBookings } from "./policy.ts";
import { presentHandovers } from "./present.ts";
import { findColleagues, releaseTimeWith, saveItems, saveVersions } from "./queries.ts";
import type { Colleague } from "./queries.ts";
import { situationOf } from "./situation.ts";

/**
 * Gives the bookings to come of somebody to others, each at its time, as booked. What finds nobody stays and needs
 * attention. A dry run decides alike and takes no lock. Throws `staff_not_bookable` for who does not work here.
 */
export async function reassignBookings(ctx: Ctx, input: ReassignBookings): Promise<ReassignedBookings> {
  return ctx.transact(async (tx) => {
    const { staffId, dryRun } = input;
    const found = await openSalon(ctx, tx, input.salonId, mayReassignBookings);
    const { salon } = found;
    const { person } = await openStaff(tx, salon, staffId);
    const go = await nextGo(tx, found, input);
    if (!dryRun) await lockBookings(tx, salon.businessId, go.bookingIds);
    const records = await findTheirs(ctx, tx, staffId, go);
    const takers = takersAmong(await findColleagues(tx, salon, variantsOf(records, staffId)), input);
    if (records.length === 0) return { moved: [], left: [], next: go.next };
    const series = dryRun ? [] : await holdTheirSeries(tx, salon.businessId, records);
    const calendarIds = takers.map(({ calendarId }) => calendarId);
    if (!dryRun) await lockCalendars(tx, salon.businessId, calendarIds);
    const situation = await situationOf(ctx, tx, { salon, records, takers, dryRun });
    const decided = judgeHandovers(situation, records, staffId);
    const { now } = situation;
    if (!dryRun) await handOver(ctx, tx, decided, { calendarId: person.calendarId, series, now });
    return { ...presentHandovers(decided, { staffId, timeZone: salon.timeZone }), next: go.next };
  });
}

/** Those of them that are still to be given away: somebody may have cancelled or moved one before it was held. */
async function findTheirs(
  ctx: Ctx,
  tx: Tx,
  staffId: string,
  { bookingIds, after, before }: Go,
): Promise<BookingRecord[]> {
  if (bookingIds.length === 0) return [];
  const records = await findBookingsById(tx, ctx.actor, bookingIds);
  return records
    .filter(
      ({ booking: { status, startsAt }, items }) =>
        (status === "held" || status === "pending" || status === "confirmed") &&
        startsAt > after &&
        (before === null || startsAt < before) &&
        items.some((item) => item.staffId === staffId),
    )
    .toSorted(
      ({ booking: one }, { booking: other }) =>
        one.startsAt.getTime() - other.startsAt.getTime() || (one.id < other.id ? -1 : 1),
    );
}

function variantsOf(records: readonly BookingRecord[], staffId: string): string[] {
  const items = records.flatMap((record) => record.items);
  return [...new Set(items.filter((item) => item.staffId === staffId).map(({ variantId }) => variantId))];
}

/** Whoever else offers any of it; only those asked for, where somebody is. */
function takersAmong(people: readonly Colleague[], { staffId, toStaffIds }: ReassignBookings): Colleague[] {
  const others = people.filter(({ id }) => id !== staffId);
  if (toStaffIds?.some((asked) => !others.some(({ id }) => id === asked)))
    throw new DomainError("staff_not_bookable", "Nobody else with this id works in this salon.");
  return others.filter(({ id, offers }) => offers && (!toStaffIds || toStaffIds.includes(id)));
}

type Along = {
  readonly calendarId: number;
  readonly series: readonly SeriesRow[];
  readonly now: Date;
};

/** However many they are: one statement for each kind of row. */
async function handOver(
  ctx: Ctx,
  tx: Tx,
  { moved, left }: Handovers,
  { calendarId, series, now }: Along,
): Promise<void> {
  const [first] = [...moved, ...left];
  if (!first) return;
  const { businessId } = first.before.booking;
  if (moved.length > 0) {
    const saved = await saveVersions(tx, businessId, moved);
    await saveItems(
      tx,
      businessId,
      moved.flatMap(({ given }) => given),
    );
    await takeTimeWith(tx, businessId, calendarId, moved);
    const given = moved.map(({ before, items }) => {
      const booking = saved.get(before.booking.id) ?? before.booking;
      return { before, after: { ...before, booking, items } };
    });
    await emit(ctx, tx, ...(await handoverEvents(tx, given, { businessId, series, now })));
  }
  // A hold ends soon, or is confirmed: nobody has to look at it.
  const marked = left.filter(({ before }) => before.booking.status !== "held");
  await markForAttention(
    ctx,
    tx,
    marked.map(({ before }) => before.booking),
    { businessId, now },
  );
}

/** Frees the time of whoever leaves, and takes that of the others. Rooms and the client are in it as before. */
async function takeTimeWith(
  tx: Tx,
  businessId: number,
  calendarId: number,
  moved: readonly Handover[],
): Promise<void> {
  const wanted = moved.flatMap(({ taken }) => taken);
  const leaving = moved.map(({ before }) => ({ bookingId: before.booking.id, calendarId }));
  await releaseTimeWith(tx, businessId, [...leaving, ...wanted]);
  if (wanted.length === 0) return;
  const got = await insertAllocationsOf(tx, businessId, wanted);
  if (got.length < wanted.length)
    throw new DomainError("staff_busy", "Somebody who was to take over was booked meanwhile.");
}
