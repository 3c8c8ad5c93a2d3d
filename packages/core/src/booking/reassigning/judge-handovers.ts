import { allocationsOf, localDateOf } from "@salon/scheduling";
import type { PlacedItem, Refusal } from "@salon/scheduling";
import { refuse, spanOf, visitRequestOf, worldOf } from "../../availability/index.ts";
import type { DailyCountRow, Rules, TakenRow } from "../../availability/index.ts";
import { asBooked } from "../as-booked.ts";
import type { BookingRecord, ItemRow } from "../record.ts";
import { setAsideFor } from "../set-aside.ts";
import type { NewAllocation } from "../time-taken/queries.ts";
import { wishForItem } from "./situation.ts";
import type { Situation } from "./situation.ts";

/** A booking that others take over. */
export type Handover = {
  readonly before: BookingRecord;
  readonly items: readonly ItemRow[];
  /** Those of its items that somebody else does from now on. */
  readonly given: readonly ItemRow[];
  /** All the time that it takes of those people. */
  readonly taken: readonly (NewAllocation & { readonly bookingId: string })[];
  readonly needsAttention: boolean;
};
export type Left = { readonly before: BookingRecord; readonly refusal: Refusal };
export type Handovers = { readonly moved: readonly Handover[]; readonly left: readonly Left[] };

/** What is agreed upon stays so, also where a customer could not book it any more. */
const STANDS = setAsideFor(true, ["salon_not_bookable", "too_soon", "beyond_horizon"]);

/** What is so far: each booking that somebody takes over is in the way of the next. */
type SoFar = { rows: readonly TakenRow[]; readonly items: Map<string, readonly ItemRow[]> };

/** Who takes over each booking, in this order; a booking goes with all that somebody does of it, or stays. */
export function judgeHandovers(
  situation: Situation,
  records: readonly BookingRecord[],
  staffId: string,
): Handovers {
  const soFar: SoFar = {
    rows: situation.taken.rows,
    items: new Map(records.map(({ booking, items }) => [booking.id, items])),
  };
  const moved: Handover[] = [];
  const left: Left[] = [];
  for (const before of records) {
    const judged = judge(situation, soFar, before, staffId);
    if ("refusal" in judged) left.push(judged);
    else {
      moved.push(judged);
      soFar.items.set(before.booking.id, judged.items);
      soFar.rows = withTaken(soFar.rows, judged);
    }
  }
  return { moved, left };
}

function judge(situation: Situation, soFar: SoFar, before: BookingRecord, staffId: string): Handover | Left {
  if (before.booking.status === "held") return { before, refusal: "held" };
  const rules = asBooked(situation.rules, before.items, before.lines);
  const placed = new Map<string, PlacedItem>();
  let { items } = before;
  let isClear = before.items.every((item) => item.staffId === staffId);
  for (const item of before.items.filter((one) => one.staffId === staffId)) {
    const ask = asking({ ...situation, rules }, soFar, item, items);
    const verdict = ask({ ...rules, variants: rules.variants.map((variant) => ({ ...variant, needs: [] })) });
    if (!verdict.bookable) return { before, refusal: verdict.refusal };
    const [place] = verdict.visit.items;
    if (!place) throw new Error("The engine placed nothing");
    placed.set(item.id, place);
    items = items.map((one) => (one === item ? givenTo(one, place, rules) : one));
    isClear &&= before.booking.needsAttention && ask(withItsUnits(rules, item)).bookable;
  }
  return {
    before,
    items,
    given: items.filter(({ id }) => placed.has(id)),
    taken: takenBy(before, [...placed.values()], soFar.rows),
    needsAttention: before.booking.needsAttention && !isClear,
  };
}

/** The engine's verdict about one item, by whichever rules; in no other of its visit at that time is whoever does it. */
function asking(
  { salon, rules, taken }: Situation,
  { rows, items: known }: SoFar,
  item: ItemRow,
  visit: readonly ItemRow[],
) {
  const beside = visit.filter(
    (one) => one !== item && one.startsAt < item.endsAt && item.startsAt < one.endsAt,
  );
  const wish = wishForItem(
    item,
    beside.map(({ staffId }) => staffId),
  );
  const start = item.startsAt.getTime();
  const span = spanOf(salon, { date: localDateOf(start, salon.timeZone), wish, rules });
  const near = rows
    .filter(
      ({ bookingId, startMs, endMs }) =>
        bookingId !== item.bookingId && startMs < span.end && endMs > span.start,
    )
    .toSorted((one, other) => one.startMs - other.startMs);
  const isLimited = rules.policy.maxBookingsPerStaffPerDay !== null;
  const perDay = isLimited ? countsBeside(taken.perDay, known, item.bookingId) : [];
  return (by: Rules) =>
    refuse(
      worldOf(salon, by, { ...taken, rows: near, perDay }, true),
      visitRequestOf(wish, by, [], STANDS),
      start,
    );
}

/** The units that it has stay its own: what is asked is whether any of them is out of service by now. */
function withItsUnits(rules: Rules, { resourceIds }: ItemRow): Rules {
  return { ...rules, resources: rules.resources.filter(({ id }) => resourceIds.includes(id)) };
}

function givenTo(item: ItemRow, { staffId, reason }: PlacedItem, { staff }: Rules): ItemRow {
  const staffName = staff.find(({ id }) => id === staffId)?.name ?? item.staffName;
  return { ...item, staffId, staffName, reason };
}

/** Joined with what somebody does in the visit already. */
function takenBy(
  { booking }: BookingRecord,
  placed: readonly PlacedItem[],
  rows: readonly TakenRow[],
): Handover["taken"] {
  const bookingId = booking.id;
  const given = placed.flatMap(({ taken }) => taken);
  const calendars = new Set(given.map(({ calendarId }) => calendarId));
  const had = rows
    .filter((row) => row.bookingId === bookingId && calendars.has(row.calendarId))
    .map(({ calendarId, startMs, endMs }) => ({ calendarId, start: startMs, end: endMs }));
  const visit = { start: booking.startsAt.getTime(), end: booking.endsAt.getTime() };
  return allocationsOf({ ...visit, items: [{ taken: [...given, ...had] }] }, null).map((block) => ({
    ...block,
    bookingId,
  }));
}

/** In the place of what those who take over did of the same visit already. */
function withTaken(rows: readonly TakenRow[], { before, taken }: Handover): TakenRow[] {
  const calendars = new Set(taken.map(({ calendarId }) => calendarId));
  const isJoined = ({ bookingId, calendarId }: TakenRow) =>
    bookingId === before.booking.id && calendars.has(calendarId);
  return [...rows.filter((row) => !isJoined(row)), ...taken.map(rowOf)];
}

function rowOf({ calendarId, start, end, bookingId }: Handover["taken"][number]): TakenRow {
  return { calendarId, startMs: start, endMs: end, kind: "booking", bookingId };
}

/** How many bookings each has on each day, but for one of them: those that are being given away are where they are so far. */
function countsBeside(
  counted: readonly DailyCountRow[],
  known: ReadonlyMap<string, readonly ItemRow[]>,
  bookingId: string,
): DailyCountRow[] {
  const days = [...known].flatMap(([id, items]) =>
    id === bookingId ? [] : [...new Set(items.map(({ staffId, localDate }) => `${staffId} ${localDate}`))],
  );
  const counts = new Map(counted.map(({ staffId, date, bookings }) => [`${staffId} ${date}`, bookings]));
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].map(([day, bookings]) => {
    const [staffId = "", date = ""] = day.split(" ");
    return { staffId, date, bookings };
  });
}
