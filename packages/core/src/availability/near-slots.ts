import type { Slot } from "@salon/contracts";
import { addDays, localDateOf } from "@salon/scheduling";
import type { Instant, LocalDate } from "@salon/scheduling";
import type { Db } from "@salon/db";
import type { FoundSalon } from "../salon/index.ts";
import { search } from "./engine.ts";
import { presentSlot } from "./present-slot.ts";
import type { Rules } from "./queries.ts";
import { takenFor } from "./situation.ts";
import type { DateRange } from "./situation.ts";
import { visitRequestOf } from "./visit-request.ts";
import type { Wish } from "./visit-request.ts";
import { blocksOf, worldOf } from "./world.ts";

const MOST = 5;
const DAYS_EACH_WAY = 3;

/** A start that was refused, and to whom. */
export type Refused = {
  readonly found: FoundSalon;
  readonly wish: Wish;
  readonly start: Instant;
  /** The booking that is being moved. */
  readonly except: string | null;
  readonly clientCalendarId: number | null;
  readonly asSalon: boolean;
};

/** Where near slots are looked for; rules that were read for these dates serve the start itself, too. */
export function datesNear(date: LocalDate): DateRange {
  return { from: addDays(date, -DAYS_EACH_WAY), to: addDays(date, DAYS_EACH_WAY) };
}

/** Up to five starts near the one that was refused, nearest first, which the same caller could book. */
export async function nearSlots(
  db: Db,
  { found, wish, start, except, clientCalendarId, asSalon }: Refused,
  rules: Rules,
): Promise<Slot[]> {
  const { salon, now } = found;
  const range = datesNear(localDateOf(start, salon.timeZone));
  const taken = await takenFor(db, salon, wish, rules, { ...range, now, except, clientCalendarId });
  const clientBlocks = blocksOf(taken.rows, clientCalendarId);
  const request = visitRequestOf(wish, rules, clientBlocks, new Set());
  const visits = search(worldOf(salon, rules, taken, asSalon), request, {
    ...range,
    afterMinute: null,
    beforeMinute: null,
  });
  return visits
    .toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start) || a.start - b.start)
    .slice(0, MOST)
    .map((visit) => presentSlot(visit, salon, rules, wish.items));
}
