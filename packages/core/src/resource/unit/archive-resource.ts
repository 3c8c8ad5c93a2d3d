import type { VersionedResourceRef } from "@salon/contracts";
import { isBookedAhead, lockCalendars } from "../../calendar/index.ts";
import type { Ctx } from "../../context.ts";
import { DomainError, expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditResources } from "../policy.ts";
import { openUnit } from "./index.ts";
import { presentUnit } from "./present.ts";
import { archiveUnit } from "./queries.ts";

/** Throws `in_use` while bookings to come need it; with its calendar locked, none can be made meanwhile. */
export async function archiveResource(
  ctx: Ctx,
  { salonId, resourceId, ifVersion }: VersionedResourceRef,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditResources);
    const { salon } = found;
    const current = await openUnit(tx, salon, resourceId);
    expectVersion(current.version, ifVersion);
    await lockCalendars(tx, salon.businessId, [current.calendarId]);
    if (await isBookedAhead(tx, salon, current.calendarId))
      throw new DomainError("in_use", "Bookings to come need it.");
    await archiveUnit(tx, current);
    await emit(ctx, tx, rulesChanged(found, "resource", { before: presentUnit(current), after: null }));
  });
}
