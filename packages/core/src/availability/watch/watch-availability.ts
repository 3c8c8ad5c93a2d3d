import type { AvailabilityChange, WatchAvailability } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { sequenceOf, watchEvents } from "../../event/index.ts";
import type { Watch } from "../../event/index.ts";
import { seeSalon } from "../../salon/index.ts";
import { affectedDates } from "./affected-dates.ts";
import { findWorkplaces } from "./queries.ts";

/** On which of some dates there may be other free times than before: nothing of whose they are. */
export async function watchAvailability(
  ctx: Ctx,
  { salonId, from, to, lastEventId }: WatchAvailability,
  watch: Watch = {},
): Promise<AsyncGenerator<AvailabilityChange & { sequence: string }, void>> {
  const batches = await watchEvents(ctx, { ...watch, lastEventId }, (caller) => openLogs(caller, salonId));
  return (async function* () {
    for await (const { view, rows } of batches) {
      const last = rows.at(-1);
      const dates = affectedDates(rows, { ...view, from, to });
      if (last && dates.length > 0) yield { sequence: sequenceOf(last), dates };
    }
  })();
}

async function openLogs(ctx: Ctx, idOrSlug: string) {
  const { salon } = await seeSalon(ctx, ctx.db, idOrSlug);
  const { staffIds, along } = await findWorkplaces(ctx.db, salon);
  return {
    log: { businessId: salon.businessId, id: salon.id, along },
    salonId: salon.id,
    timeZone: salon.timeZone,
    staffIds,
  };
}
