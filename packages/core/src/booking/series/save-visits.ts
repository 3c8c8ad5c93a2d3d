import type { Tx } from "@salon/db";
import type { SalonRow } from "../../salon/index.ts";
import { takeTime } from "../place-visit.ts";
import type { Taker } from "../place-visit.ts";
import { replaceContents } from "../queries.ts";
import type { BookingRecord } from "../record.ts";
import { movedContents, typeOfMove } from "../reschedule-booking.ts";
import { releaseTimeOf } from "../time-taken/queries.ts";
import type { Step } from "./plan-change.ts";
import { saveMoved, saveRuleTimes } from "./saving/queries.ts";
import { ruleTimeOf, shifted } from "./rule.ts";
import type { Changed } from "./series-event.ts";

type Changing = {
  readonly step: Step;
  readonly before: BookingRecord;
  readonly after: BookingRecord;
  /** Null for one that stays where it is. */
  readonly taker: Taker | null;
};

/** Writes what becomes of visits, in as many statements as for one. Returns those that are changed. */
export async function saveVisits(
  tx: Tx,
  salon: Pick<SalonRow, "businessId" | "timeZone">,
  steps: readonly Step[],
): Promise<(Changed & { readonly before: BookingRecord })[]> {
  const times = steps.flatMap(({ member: { record }, shiftMs }) =>
    shiftMs ? [[record.booking.id, shifted(ruleTimeOf(record), shiftMs)] as const] : [],
  );
  await saveRuleTimes(tx, salon.businessId, new Map(times));
  const changing = steps.flatMap((step) => changingOf(step, salon));
  const rows = await saveMoved(
    tx,
    salon.businessId,
    changing.map(({ after }) => after.booking),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  await swapTime(tx, salon, changing);
  return changing.map(({ step, before, after }) => {
    const booking = byId.get(before.booking.id);
    if (!booking) throw new Error("UPDATE … RETURNING gave fewer rows than were changed");
    const saved = { ...after, booking };
    return { type: typeOfMove(before, saved, step.change), before, after: saved };
  });
}

function changingOf(step: Step, salon: Pick<SalonRow, "timeZone">): Changing[] {
  const { member, becomes, change } = step;
  const before = member.record;
  if (becomes.kind === "noted") {
    const { note } = change.booked.booking;
    return [{ step, before, after: { ...before, booking: { ...before.booking, note } }, taker: null }];
  }
  if (becomes.kind !== "placed") return [];
  const { values, items, lines } = movedContents(before, change, becomes.placed, salon);
  const booking = { ...before.booking, ...values };
  return [{ step, before, after: { ...before, booking, items, lines }, taker: { ...becomes, booking } }];
}

/** First everybody lets go of what they had, then each takes what it gets. */
async function swapTime(
  tx: Tx,
  { businessId }: Pick<SalonRow, "businessId">,
  changing: readonly Changing[],
): Promise<void> {
  const moved = changing.filter(({ taker }) => taker !== null).map(({ after }) => after);
  if (moved.length === 0) return;
  const bookings = moved.map(({ booking }) => booking);
  await releaseTimeOf(
    tx,
    businessId,
    bookings.map(({ id }) => id),
  );
  await replaceContents(
    tx,
    bookings,
    moved.flatMap(({ items }) => items),
    moved.flatMap(({ lines }) => lines),
  );
  await takeTime(
    tx,
    changing.flatMap(({ taker }) => taker ?? []),
  );
}
