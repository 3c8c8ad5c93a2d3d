import type { Tx } from "@salon/db";
import { localDateOf } from "@salon/scheduling";
import { rulesFor, takenOn } from "../../availability/index.ts";
import type { Rules, Taken, Wish } from "../../availability/index.ts";
import type { Ctx } from "../../context.ts";
import type { SalonRow } from "../../salon/index.ts";
import { asBooked, neededTypes } from "../as-booked.ts";
import { expectItsSalon, withoutExpiredHolds } from "../place-visit.ts";
import type { BookingRecord, ItemRow } from "../record.ts";
import type { Colleague } from "./queries.ts";

/** All that decides who takes over, read once. */
export type Situation = {
  readonly salon: SalonRow;
  /** Those of whoever may take over, and of nobody else. */
  readonly rules: Rules;
  /** The bookings' own time too; they are counted on no day. */
  readonly taken: Taken;
  readonly now: Date;
};

type Asked = {
  readonly salon: SalonRow;
  readonly records: readonly BookingRecord[];
  readonly takers: readonly Colleague[];
  readonly dryRun: boolean;
};

/** Read after the calendars are held; then expired holds are let go. */
export async function situationOf(
  ctx: Ctx,
  tx: Tx,
  { salon, records, takers, dryRun }: Asked,
): Promise<Situation> {
  const items = records.flatMap((record) => record.items);
  const known = await rulesFor(
    tx,
    salon,
    wishFor(items),
    rangeOf(items, salon),
    neededTypes({ booked: items }),
  );
  expectItsSalon(salon, known);
  const mayTake = new Set(takers.map(({ id }) => id));
  const rules = { ...known, staff: known.staff.filter(({ id }) => mayTake.has(id)) };
  const now = salon.testNow ?? new Date(known.readAtMs);
  const visits = records.flatMap((record) =>
    record.items.map((item) => ({
      date: localDateOf(item.startsAt.getTime(), salon.timeZone),
      wish: wishForItem(item),
      rules: asBooked(rules, record.items, record.lines),
    })),
  );
  const uncounted = records.map(({ booking }) => booking.id);
  const taken = await takenOn(tx, salon, rules, visits, { now, uncounted, clientCalendarId: null });
  if (dryRun) return { salon, rules, taken, now };
  const starts = items.map(({ startsAt }) => startsAt.getTime());
  const rows = await withoutExpiredHolds(ctx, tx, salon.businessId, taken.rows, { starts, now });
  return { salon, rules, taken: { ...taken, rows }, now };
}

/** An item by itself, at its time, by anybody but some. */
export function wishForItem({ id }: ItemRow, excludedStaffIds: readonly string[] = []): Wish {
  return aloneOf([{ variantId: id, staffId: null, excludedStaffIds: [...excludedStaffIds], addOnIds: [] }]);
}

/** All that is among them, by anybody. */
function wishFor(items: readonly ItemRow[]): Wish {
  const variantIds = [...new Set(items.map(({ variantId }) => variantId))];
  return aloneOf(
    variantIds.map((variantId) => ({ variantId, staffId: null, excludedStaffIds: [], addOnIds: [] })),
  );
}

function aloneOf(items: Wish["items"]): Wish {
  return { items, mode: "sequence", maxWaitMinutes: 0 };
}

function rangeOf(items: readonly ItemRow[], { timeZone }: SalonRow) {
  const starts = items.map(({ startsAt }) => startsAt.getTime());
  return {
    from: localDateOf(Math.min(...starts), timeZone),
    to: localDateOf(Math.max(...starts), timeZone),
  };
}
