import type { ReadTakings, Takings } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openSalon } from "../salon/index.ts";
import { mayReadTakings } from "./policy.ts";
import { sumDiscounts, sumTakings } from "./queries.ts";

/** What came in on each of the salon's days, and what was taken off prices, summed when it is asked for. */
export async function readTakings(ctx: Ctx, { salonId, from, to }: ReadTakings): Promise<Takings> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayReadTakings);
  const [days, discounts] = await Promise.all([
    sumTakings(ctx.db, salon, from, to),
    sumDiscounts(ctx.db, salon, from, to),
  ]);
  const total = { payments: 0, amountMinor: 0, tipMinor: 0, refunds: 0, refundedMinor: 0, discountMinor: 0 };
  for (const day of days) {
    total.payments += day.payments;
    total.amountMinor += day.amountMinor;
    total.tipMinor += day.tipMinor;
    total.refunds += day.refunds;
    total.refundedMinor += day.refundedMinor;
  }
  for (const { discountMinor } of discounts) total.discountMinor += discountMinor;
  return { currency: salon.currency, total, days, discounts };
}
