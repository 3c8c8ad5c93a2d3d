import type { Slot } from "@salon/contracts";
import { addDays, localDateOf, search } from "@salon/scheduling";
import type { Instant } from "@salon/scheduling";
import type { Db } from "@salon/db";
import type { FoundSalon } from "../salon/index.ts";
import { presentSlot } from "./present-slot.ts";
import { rulesFor, takenFor } from "./situation.ts";
import { visitRequestOf } from "./visit-request.ts";
import type { Wish } from "./visit-request.ts";
import { worldOf } from "./world.ts";

const MOST = 5;
const DAYS_EACH_WAY = 3;

/** Up to five starts near the one that was refused, nearest first. */
export async function nearSlots(
  db: Db,
  { salon, role, now }: FoundSalon,
  wish: Wish,
  start: Instant,
  except: string | null,
): Promise<Slot[]> {
  const date = localDateOf(start, salon.timeZone);
  const range = { from: addDays(date, -DAYS_EACH_WAY), to: addDays(date, DAYS_EACH_WAY) };
  const rules = await rulesFor(db, salon, wish, range);
  const taken = await takenFor(db, salon, wish, rules, { ...range, now, except, clientCalendarId: null });
  const request = visitRequestOf(wish, rules, [], new Set());
  const visits = search(worldOf(salon, rules, taken, role !== null), request, {
    ...range,
    afterMinute: null,
    beforeMinute: null,
  });
  return visits
    .toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start) || a.start - b.start)
    .slice(0, MOST)
    .map((visit) => presentSlot(visit, salon, rules, wish.items));
}
