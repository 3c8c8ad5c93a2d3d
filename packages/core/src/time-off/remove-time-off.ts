import type { TimeOffRef } from "@salon/contracts";
import { allow } from "../access/index.ts";
import { lockCalendars } from "../calendar/index.ts";
import type { Ctx } from "../context.ts";
import { expectVersion, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { mayPlanOwnTimeOff, mayPlanTimeOff } from "./policy.ts";
import { presentTimeOff } from "./present.ts";
import { deleteTimeOff, findTimeOff } from "./queries.ts";

/** Gives the time back. Bookings that it was in the way of keep their mark until somebody has looked. */
export async function removeTimeOff(ctx: Ctx, { salonId, timeOffId, ifVersion }: TimeOffRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const { salon, standing, now } = await openSalonToChange(ctx, tx, salonId, mayPlanOwnTimeOff);
    const found = await findTimeOff(tx, salon, timeOffId);
    if (!found) throw notFound("time off");
    allow(mayPlanTimeOff(found.userId)(standing), standing, "time off");
    expectVersion(found.version, ifVersion);
    await lockCalendars(tx, salon.businessId, [found.calendarId]);
    if (!(await deleteTimeOff(tx, found))) throw notFound("time off");
    const { id, staffId, resourceId, startsAt, endsAt } = found;
    await emit(ctx, tx, {
      type: "time_off.deleted",
      salon,
      subjectId: id,
      occurredAt: now,
      data: { id, staffId, resourceId, startsAt, endsAt },
      audit: { before: presentTimeOff(found), after: null },
    });
  });
}
