import type { SetStaffHours, WorkingHoursChange } from "@salon/contracts";
import { markForAttention } from "../attention/index.ts";
import { isSame } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { findAffected } from "./find-affected.ts";
import { ownerOfHours } from "./index.ts";
import type { OfSalonOrStaff } from "./index.ts";
import { mayChangeHours } from "./policy.ts";
import { presentHours } from "./present.ts";
import { findSchedules, replaceSchedules } from "./queries.ts";
import { scheduleOf, withSchedules } from "./rules.ts";

/** Replaces all weekly hours of a salon or of one of its staff. What they leave outside stays and needs attention. */
export async function setHours(ctx: Ctx, input: OfSalonOrStaff<SetStaffHours>): Promise<WorkingHoursChange> {
  const { salonId, ifVersion, dryRun } = input;
  const schedules = input.schedules.map(scheduleOf);
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayChangeHours);
    const owner = await ownerOfHours(tx, salon, input.staffId);
    expectVersion(owner.hoursVersion, ifVersion);
    const affectedBookings = await findAffected(tx, salon, {
      owner,
      now,
      dryRun,
      apply: (rules) => withSchedules(rules, owner.staffId, schedules),
    });
    if (dryRun) return { ...presentHours(schedules, owner.hoursVersion), affectedBookings };
    const before = presentHours(await findSchedules(tx, owner), owner.hoursVersion);
    if (isSame(before, presentHours(schedules, owner.hoursVersion))) return { ...before, affectedBookings };
    const version = await replaceSchedules(tx, owner, schedules);
    const after = presentHours(await findSchedules(tx, owner), version);
    await emit(ctx, tx, {
      type: "salon.rules_changed",
      salon,
      subjectId: owner.staffId ?? salon.id,
      occurredAt: now,
      data: { rules: "hours", staffId: owner.staffId, version },
      previous: { version: owner.hoursVersion },
      audit: { subject: { type: "hours", id: owner.staffId ?? salon.id }, before, after },
    });
    await markForAttention(ctx, tx, affectedBookings, { businessId: salon.businessId, now });
    return { ...after, affectedBookings };
  });
}
