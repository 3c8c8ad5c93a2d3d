import type { Tx } from "@salon/db";
import { allocationsOf, localDateOf } from "@salon/scheduling";
import type { Instant, Refusal, Verdict, Visit } from "@salon/scheduling";
import {
  blocksOf,
  datesNear,
  lockCandidates,
  refuse,
  REFUSAL_MESSAGES,
  takenFor,
  visitRequestOf,
  worldOf,
} from "../availability/index.ts";
import type { Rules, Taken, TakenRow, Wish } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { ReadTooEarly } from "../begin.ts";
import type { FoundSalon, SalonRow } from "../salon/index.ts";
import { neededTypes, ofVariants, rulesAsBooked } from "./as-booked.ts";
import { releaseExpiredHolds } from "./release-expired-holds.ts";
import { insertAllocationsOf } from "./time-taken/queries.ts";
import type { BookingRow, ItemRow, PriceLineRow } from "./record.ts";
import { VisitRefused } from "./visit-refused.ts";

export type Attempt = {
  readonly found: FoundSalon;
  readonly wish: Wish;
  readonly start: Instant;
  /** Items whose shape as booked counts and not what the catalog says today; the wish names them by their ids. */
  readonly booked: readonly ItemRow[] | null;
  /** What those cost. */
  readonly lines: readonly PriceLineRow[];
  /** The booking that is being moved. */
  readonly except: string | null;
  readonly clientCalendarId: number | null;
  /** The salon's own people book before it is published, and what customers cannot. */
  readonly asSalon: boolean;
  readonly setAside: ReadonlySet<Refusal>;
};

export type Placed = { readonly visit: Visit; readonly rules: Rules; readonly now: Date };

/**
 * Chooses who and what for a visit, on what is read after the locks: lock the calendars in order, release expired holds,
 * judge. Throws `VisitRefused` with the engine's first refusal.
 */
export async function placeVisit(ctx: Ctx, tx: Tx, attempt: Attempt): Promise<Placed> {
  const { wish, start, except, clientCalendarId } = attempt;
  const { salon } = attempt.found;
  const date = localDateOf(start, salon.timeZone);
  const range = { from: date, to: date };
  await lockCandidates(tx, salon, ofVariants(attempt), {
    resourceTypeIds: neededTypes(attempt),
    clientCalendarId,
  });
  const rules = await rulesAsBooked(tx, attempt, datesNear(date));
  expectItsSalon(salon, rules);
  const now = salon.testNow ?? new Date(rules.readAtMs);
  const read = await takenFor(tx, salon, wish, rules, { ...range, now, except, clientCalendarId });
  const rows = await withoutExpiredHolds(ctx, tx, salon.businessId, read.rows, { starts: [start], now });
  const verdict = judgeVisit(attempt, rules, { ...read, rows });
  if (!verdict.bookable) {
    const { refusal } = verdict;
    throw new VisitRefused(refusal, REFUSAL_MESSAGES[refusal], attempt, rules);
  }
  return { visit: verdict.visit, rules, now };
}

/** Who and what for a visit, or the engine's first refusal. */
export function judgeVisit(attempt: Attempt, rules: Rules, taken: Taken): Verdict {
  const { found, wish, start, clientCalendarId } = attempt;
  const clientBlocks = clientCalendarId === null ? [] : blocksOf(taken.rows, clientCalendarId);
  return refuse(
    worldOf(found.salon, rules, taken, attempt.asSalon),
    visitRequestOf(wish, rules, clientBlocks, attempt.setAside),
    start,
  );
}

/** By whose clock a start was read, and in whose money it is told, is settled once the calendars are held. */
export function expectItsSalon(
  { timeZone, currency }: Pick<SalonRow, "timeZone" | "currency">,
  rules: Rules,
): void {
  if (rules.timeZone === timeZone && rules.currency === currency) return;
  throw new ReadTooEarly("The salon has another zone or currency by now");
}

/** A visit that was placed, and the booking that takes its time. */
export type Taker = {
  readonly attempt: Attempt;
  readonly placed: Placed;
  readonly booking: Pick<BookingRow, "businessId" | "id">;
};

/**
 * Takes the time of everybody and everything that visits of one business need, in one statement. Throws `VisitRefused`
 * if a rival was faster.
 */
export async function takeTime(tx: Tx, takers: readonly Taker[]): Promise<void> {
  const [first] = takers;
  if (!first) return;
  const wanted = takers.map(({ attempt, placed, booking }) =>
    allocationsOf(placed.visit, attempt.clientCalendarId).map((block) => ({
      ...block,
      bookingId: booking.id,
    })),
  );
  const taken = await insertAllocationsOf(tx, first.booking.businessId, wanted.flat());
  for (const [index, { attempt, placed, booking }] of takers.entries()) {
    const own = taken.filter(({ bookingId }) => bookingId === booking.id);
    if (own.length === wanted[index]?.length) continue;
    const refusal = refusalOfLoss(calendarsOf(wanted[index] ?? []), calendarsOf(own), attempt, placed.rules);
    throw new VisitRefused(refusal, REFUSAL_MESSAGES[refusal], attempt, placed.rules);
  }
}

function calendarsOf(blocks: readonly { readonly calendarId: number }[]): number[] {
  return blocks.map(({ calendarId }) => calendarId);
}

/** What the first calendar that was lost, whole or in part, belongs to. */
function refusalOfLoss(
  wanted: readonly number[],
  taken: readonly number[],
  { clientCalendarId }: Attempt,
  rules: Rules,
): Refusal {
  const timesIn = (calendars: readonly number[], id: number) =>
    calendars.filter((other) => other === id).length;
  const lost = wanted.find((id) => timesIn(taken, id) < timesIn(wanted, id));
  if (lost === clientCalendarId) return "client_busy";
  return rules.resources.some(({ calendarId }) => calendarId === lost) ? "resource_busy" : "staff_busy";
}

/** An expired hold whose row is taken is being confirmed at this moment: it still blocks, as a hold. */
export async function withoutExpiredHolds(
  ctx: Ctx,
  tx: Tx,
  businessId: number,
  taken: readonly TakenRow[],
  { starts, now }: { readonly starts: readonly Instant[]; readonly now: Date },
): Promise<TakenRow[]> {
  const day = 24 * 60 * 60_000;
  const isNear = ({ startMs, endMs }: TakenRow) =>
    starts.some((start) => endMs > start - day && startMs < start + 8 * day);
  const expired = taken
    .filter((row) => row.kind === "expired_hold" && isNear(row))
    .flatMap(({ bookingId }) => bookingId ?? []);
  if (expired.length === 0) return [...taken];
  const released = new Set(await releaseExpiredHolds(ctx, tx, businessId, [...new Set(expired)], now));
  return taken.map((row) =>
    row.kind === "expired_hold" && !released.has(row.bookingId ?? "") ? { ...row, kind: "hold" } : row,
  );
}
