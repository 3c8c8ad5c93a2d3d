import { MAX_EFFORT } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { localDateOf } from "@salon/scheduling";
import type { Refusal } from "@salon/scheduling";
import { lockCandidates, rulesFor, takenOn } from "../../availability/index.ts";
import type { Wish } from "../../availability/index.ts";
import type { Ctx } from "../../context.ts";
import { invalidInput } from "../../errors.ts";
import { asBooked, neededTypes, ofVariants } from "../as-booked.ts";
import { expectItsSalon, withoutExpiredHolds } from "../place-visit.ts";
import type { Attempt } from "../place-visit.ts";
import type { BookingRecord } from "../record.ts";
import { judgeAll } from "./judge-visits.ts";
import type { Judged, Judgement, Situation } from "./judge-visits.ts";

/**
 * Chooses who and what for visits of one client in one salon, each as if those before it were booked: the calendars are
 * locked at once and read once, in as many statements as for one. Bookings that move let go of their time first; with
 * `stays` whichever cannot move stays, and keeps what it has. Throws `invalid_input` for more waits than can be tried.
 */
export async function placeVisits(
  ctx: Ctx,
  tx: Tx,
  attempts: readonly Attempt[],
  { moving, stays }: { readonly moving: readonly BookingRecord[]; readonly stays: boolean },
): Promise<Judged[]> {
  expectAffordable(attempts);
  const situation = await readSituation(ctx, tx, attempts, moving);
  const judged = judgeAll(situation, moving, { staying: new Map(), earlier: [] });
  const settled = stays && moving.length > 0 ? settle(situation, moving, judged) : judged;
  return settled.map(({ becomes }) => becomes);
}

/** Every wait between two items is tried at every visit. */
function expectAffordable(attempts: readonly Attempt[]): void {
  const waits = attempts.map(({ wish: { items, maxWaitMinutes } }) => (items.length - 1) * maxWaitMinutes);
  if (waits.reduce((sum, minutes) => sum + minutes, 0) <= MAX_EFFORT) return;
  const message = `Waits × minutes × visits are ${MAX_EFFORT} at most: ask for fewer visits, shorter waits or fewer services.`;
  throw invalidInput("/items", "too_many", message);
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
  expectItsSalon(salon, rules);
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

/** Whoever stays is in the way of others, who may have to stay then: until all the others can move. */
function settle(
  situation: Situation,
  moving: readonly BookingRecord[],
  judged: readonly Judgement[],
): Judgement[] {
  let [staying, latest] = [new Map<number, Refusal>(), [...judged]];
  for (;;) {
    const refused = latest.flatMap(({ becomes }, index) =>
      typeof becomes === "string" ? [[index, staying.get(index) ?? becomes] as const] : [],
    );
    if (refused.length === staying.size) return latest;
    staying = new Map(refused);
    latest = judgeAll(situation, moving, { staying, earlier: latest });
  }
}
