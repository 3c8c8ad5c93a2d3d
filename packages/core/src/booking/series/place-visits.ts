import type { Tx } from "@salon/db";
import { allocationsOf, localDateOf } from "@salon/scheduling";
import type { Refusal } from "@salon/scheduling";
import { lockCandidates, rulesFor, spanOf, takenOn } from "../../availability/index.ts";
import type { Rules, Taken, TakenRow, Wish } from "../../availability/index.ts";
import type { Ctx } from "../../context.ts";
import { asBooked, neededTypes, ofVariants } from "../as-booked.ts";
import { judgeVisit, withoutExpiredHolds } from "../place-visit.ts";
import type { Attempt, Placed } from "../place-visit.ts";
import type { BookingRecord } from "../record.ts";
import { countsOf, withCounts } from "./daily-counts.ts";

export type Judged = Placed | Refusal;

/** One of the visits, by the rules that it is judged by: those of today, or the items as they were booked. */
type Visit = {
  readonly attempt: Attempt;
  readonly date: string;
  readonly wish: Wish;
  readonly rules: Rules;
};
type Situation = { readonly visits: readonly Visit[]; readonly taken: Taken; readonly now: Date };

/**
 * Chooses who and what for visits of one client in one salon, each as if those before it were booked: the calendars are
 * locked at once and read once, in as many statements as for one. Bookings that move let go of their time first; with
 * `stays` whichever cannot move stays, and keeps what it has. Returns a judgement for each attempt.
 */
export async function placeVisits(
  ctx: Ctx,
  tx: Tx,
  attempts: readonly Attempt[],
  { moving, stays }: { readonly moving: readonly BookingRecord[]; readonly stays: boolean },
): Promise<Judged[]> {
  const situation = await readSituation(ctx, tx, attempts, moving);
  const judged = judgeAll(situation, moving, new Map());
  return stays && moving.length > 0 ? settle(situation, moving, judged) : judged;
}

async function readSituation(
  ctx: Ctx,
  tx: Tx,
  attempts: readonly Attempt[],
  moving: readonly BookingRecord[],
): Promise<Situation> {
  const [first] = attempts;
  if (!first) throw new Error("There is no visit to place");
  const { clientCalendarId, found } = first;
  const { salon } = found;
  const wish = wishOfAll(attempts);
  const resourceTypeIds = attempts.flatMap(neededTypes);
  const dates = attempts.map(({ start }) => localDateOf(start, salon.timeZone));
  const [from = "", to = ""] = [dates.toSorted().at(0), dates.toSorted().at(-1)];
  await lockCandidates(tx, salon, wish, { resourceTypeIds, clientCalendarId });
  const rules = await rulesFor(tx, salon, wish, { from, to }, resourceTypeIds);
  const now = salon.testNow ?? new Date(rules.readAtMs);
  const visits = attempts.map((attempt, index) => ({
    attempt,
    date: dates[index] ?? "",
    wish: attempt.wish,
    rules: attempt.booked ? asBooked(rules, attempt.booked, attempt.lines) : rules,
  }));
  const uncounted = moving.map(({ booking }) => booking.id);
  const read = await takenOn(tx, salon, rules, visits, { now, uncounted, clientCalendarId });
  const starts = attempts.map(({ start }) => start);
  const rows = await withoutExpiredHolds(ctx, tx, salon.businessId, read.rows, { starts, now });
  return { visits, taken: { ...read, rows }, now };
}

/** What any of them asks for, once. */
function wishOfAll(attempts: readonly Attempt[]): Wish {
  const wishes = attempts.map(ofVariants);
  const items = wishes.flatMap((wish) => wish.items);
  return {
    items: [...new Map(items.map((item) => [JSON.stringify(item), item])).values()],
    mode: "sequence",
    maxWaitMinutes: Math.max(...wishes.map(({ maxWaitMinutes }) => maxWaitMinutes)),
  };
}

/** By the place of a visit among the others: why it stays where it is. */
type Staying = ReadonlyMap<number, Refusal>;

/** Whoever stays is in the way of others, who may have to stay then: until all the others can move. */
function settle(situation: Situation, moving: readonly BookingRecord[], judged: readonly Judged[]): Judged[] {
  let [staying, latest] = [new Map<number, Refusal>(), [...judged]];
  for (;;) {
    const refused = latest.flatMap((one, index) =>
      typeof one === "string" ? [[index, staying.get(index) ?? one] as const] : [],
    );
    if (refused.length === staying.size) return latest;
    staying = new Map(refused);
    latest = judgeAll(situation, moving, staying);
  }
}

function judgeAll(
  { visits, taken, now }: Situation,
  moving: readonly BookingRecord[],
  staying: Staying,
): Judged[] {
  const stay = new Set([...staying.keys()].map((index) => visits[index]?.attempt.except));
  const left = moving.filter(({ booking }) => stay.has(booking.id));
  const gone = new Set(moving.map(({ booking }) => booking.id).filter((id) => !stay.has(id)));
  const rows = taken.rows.filter(({ bookingId }) => bookingId === null || !gone.has(bookingId));
  let perDay = withCounts(
    taken.perDay,
    left.flatMap(({ items }) => countsOf(items)),
  );
  return visits.map((visit, index) => {
    const stayed = staying.get(index);
    if (stayed) return stayed;
    const { attempt, rules } = visit;
    const verdict = judgeVisit(attempt, rules, { ...taken, rows: rowsNear(visit, rows), perDay });
    if (!verdict.bookable) return verdict.refusal;
    rows.push(...allocationsOf(verdict.visit, attempt.clientCalendarId).map(takenRow));
    const { timeZone } = attempt.found.salon;
    perDay = withCounts(
      perDay,
      countsOf(
        verdict.visit.items.map(({ staffId, start }) => ({
          staffId,
          localDate: localDateOf(start, timeZone),
        })),
      ),
    );
    return { visit: verdict.visit, rules, now };
  });
}

/** What was read for a visit alone would be no more. */
function rowsNear(visit: Visit, rows: readonly TakenRow[]): TakenRow[] {
  const { start, end } = spanOf(visit.attempt.found.salon, visit);
  return rows
    .filter(({ startMs, endMs }) => endMs > start && startMs < end)
    .toSorted((a, b) => a.startMs - b.startMs);
}

function takenRow({ calendarId, start, end }: { calendarId: number; start: number; end: number }): TakenRow {
  return { calendarId, startMs: start, endMs: end, kind: "booking", bookingId: null };
}
