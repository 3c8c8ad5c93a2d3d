import type { OverrideChange, SetStaffOverride } from "@salon/contracts";
import { markForAttention } from "../attention/index.ts";
import { isSame } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { findAffected } from "./find-affected.ts";
import { ownerOfHours } from "./index.ts";
import type { OfSalonOrStaff } from "./index.ts";
import { mayChangeHours } from "./policy.ts";
import { presentOverride } from "./present.ts";
import { findOverride, saveOverride } from "./queries.ts";
import { byTime, hoursOf, withOverride } from "./rules.ts";

/** Replaces the hours of one local date whole; an empty list closes it. What is left outside needs attention. */
export async function setOverride(
  ctx: Ctx,
  input: OfSalonOrStaff<SetStaffOverride>,
): Promise<OverrideChange> {
  const { salonId, date, ifVersion, dryRun } = input;
  const hours = input.hours.map(hoursOf).toSorted(byTime);
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayChangeHours);
    const owner = await ownerOfHours(tx, salon, input.staffId);
    const former = await findOverride(tx, owner, date);
    if (former) expectVersion(former.version, ifVersion);
    else if (ifVersion !== undefined)
      throw new DomainError("version_mismatch", "This date has no override any more.");
    const affectedBookings = await findAffected(tx, salon, {
      owner,
      now,
      dryRun,
      apply: (rules) => withOverride(rules, owner.staffId, date, hours),
    });
    if (dryRun)
      return { ...presentOverride({ date, hours, version: former?.version ?? 1 }), affectedBookings };
    if (former && isSame(presentOverride(former), presentOverride({ ...former, hours })))
      return { ...presentOverride(former), affectedBookings };
    const saved = await saveOverride(tx, owner, former, { date, hours });
    const after = presentOverride(saved);
    await emit(ctx, tx, {
      type: "salon.rules_changed",
      salon,
      subjectId: owner.staffId ?? salon.id,
      occurredAt: now,
      data: { rules: "override", staffId: owner.staffId, date, hours, version: saved.version },
      previous: { hours: former?.hours ?? null, version: former?.version ?? null },
      audit: {
        subject: { type: "override", id: saved.id },
        before: former ? presentOverride(former) : null,
        after,
      },
    });
    await markForAttention(ctx, tx, affectedBookings, { businessId: salon.businessId, now });
    return { ...after, affectedBookings };
  });
}
