import type { BookingSeriesRef, WholeBookingSeries } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { mayReadBooking } from "../policy.ts";
import { openSeries } from "./open-series.ts";
import { presentWhole } from "./present.ts";

/** A series with its visits. A stylist sees those of the own calendar. */
export async function getBookingSeries(
  ctx: Ctx,
  { seriesId }: BookingSeriesRef,
): Promise<WholeBookingSeries> {
  return presentWhole(await openSeries(ctx, ctx.db, seriesId, mayReadBooking));
}
