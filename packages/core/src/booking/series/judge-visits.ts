import { isDeepStrictEqual } from "node:util";
import { allocationsOf, localDateOf } from "@salon/scheduling";
import type { Refusal, Verdict, Visit as PlacedVisit } from "@salon/scheduling";
import { spanOf } from "../../availability/index.ts";
import type { Rules, Taken, TakenRow, Wish } from "../../availability/index.ts";
import { judgeVisit } from "../place-visit.ts";
import type { Attempt, Placed } from "../place-visit.ts";
import type { BookingRecord } from "../record.ts";
import { countsOf, summed } from "./daily-counts.ts";

export type Judged = Placed | Refusal;

/** One of the visits, by the rules that it is judged by: those of today, or the items as they were booked. */
type Visit = {
  readonly attempt: Attempt;
  readonly date: string;
  readonly wish: Wish;
  readonly rules: Rules;
};
export type Situation = { readonly visits: readonly Visit[]; readonly taken: Taken; readonly now: Date };

/** What becomes of a visit, and by which of what is taken the engine has said so. */
export type Judgement = {
  readonly becomes: Judged;
  readonly asked: { readonly near: Taken; readonly verdict: Verdict } | null;
};

type SoFar = {
  /** By the place of a visit among the others: why it stays where it is. */
  readonly staying: ReadonlyMap<number, Refusal>;
  /** The engine is not asked again what it was asked before. */
  readonly earlier: readonly Judgement[];
};

/** Each visit, as if those before it were booked and those that stay were where they are. */
export function judgeAll(
  { visits, taken, now }: Situation,
  moving: readonly BookingRecord[],
  { staying, earlier }: SoFar,
): Judgement[] {
  const stay = new Set([...staying.keys()].map((index) => visits[index]?.attempt.except));
  const left = moving.filter(({ booking }) => stay.has(booking.id));
  const gone = new Set(moving.map(({ booking }) => booking.id).filter((id) => !stay.has(id)));
  const rows = taken.rows.filter(({ bookingId }) => bookingId === null || !gone.has(bookingId));
  const perDay = [...taken.perDay, ...left.flatMap(({ items }) => countsOf(items))];
  return visits.map((visit, index) => {
    const stayed = staying.get(index);
    if (stayed) return { becomes: stayed, asked: null };
    const near = takenNear(visit, { ...taken, rows, perDay });
    const known = earlier[index]?.asked;
    const verdict =
      known && isDeepStrictEqual(known.near, near)
        ? known.verdict
        : judgeVisit(visit.attempt, visit.rules, near);
    const asked = { near, verdict };
    if (!verdict.bookable) return { becomes: verdict.refusal, asked };
    rows.push(...allocationsOf(verdict.visit, visit.attempt.clientCalendarId).map(takenRow));
    perDay.push(...countsOf(itemsOf(visit, verdict.visit)));
    return { becomes: { visit: verdict.visit, rules: visit.rules, now }, asked };
  });
}

/** What was read for a visit alone would be no more. */
function takenNear({ attempt, date, ...visit }: Visit, { rows, perDay, now }: Taken): Taken {
  const { salon } = attempt.found;
  const { start, end } = spanOf(salon, { date, ...visit });
  const last = localDateOf(end, salon.timeZone);
  return {
    rows: rows
      .filter(({ startMs, endMs }) => endMs > start && startMs < end)
      .toSorted((a, b) => a.startMs - b.startMs),
    perDay: summed(perDay.filter((count) => count.date >= date && count.date <= last)),
    now,
  };
}

function itemsOf({ attempt }: Visit, { items }: PlacedVisit) {
  const { timeZone } = attempt.found.salon;
  return items.map(({ staffId, start }) => ({ staffId, localDate: localDateOf(start, timeZone) }));
}

function takenRow({ calendarId, start, end }: { calendarId: number; start: number; end: number }): TakenRow {
  return { calendarId, startMs: start, endMs: end, kind: "booking", bookingId: null };
}
