import type { ReadTakings, Takings } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openSalon } from "../salon/index.ts";
import { mayReadTakings } from "./policy.ts";
import { sumTakings } from "./queries.ts";

/** What came in on each of the salon's days, summed when it is asked for. */
export async function readTakings(ctx: Ctx, { salonId, from, to }: ReadTakings): Promise<Takings> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayReadTakings);
  const days = await sumTakings(ctx.db, salon, from, to);
  const total = { payments: 0, amountMinor: 0, tipMinor: 0 };
  for (const { payments, amountMinor, tipMinor } of days) {
    total.payments += payments;
    total.amountMinor += amountMinor;
    total.tipMinor += tipMinor;
  }
  return { currency: salon.currency, total, days };
}
