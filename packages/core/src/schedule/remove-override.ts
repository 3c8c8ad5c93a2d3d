import type { StaffOverrideRef } from "@salon/contracts";
import { markForAttention } from "../attention/index.ts";
import type { Ctx } from "../context.ts";
import { expectVersion, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { findAffected } from "./find-affected.ts";
import { ownerOfHours } from "./index.ts";
import type { OfSalonOrStaff } from "./index.ts";
import { mayChangeHours } from "./policy.ts";
import { presentOverride } from "./present.ts";
import { deleteOverride, findOverride } from "./queries.ts";
import { withOverride } from "./rules.ts";

/** The weekly hours hold again on that date. What they leave outside stays and needs attention. */
export async function removeOverride(ctx: Ctx, input: OfSalonOrStaff<StaffOverrideRef>): Promise<void> {
  const { salonId, date, ifVersion } = input;
  await ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayChangeHours);
    const owner = await ownerOfHours(tx, salon, input.staffId);
    const former = await findOverride(tx, owner, date);
    if (!former) throw notFound("override");
    expectVersion(former.version, ifVersion);
    const affected = await findAffected(tx, salon, {
      owner,
      now,
      dryRun: false,
      apply: (rules) => withOverride(rules, owner.staffId, date, null),
    });
    await deleteOverride(tx, former);
    await emit(ctx, tx, {
      type: "salon.rules_changed",
      salon,
      subjectId: owner.staffId ?? salon.id,
      occurredAt: now,
      data: { rules: "override", staffId: owner.staffId, date, hours: null },
      previous: { hours: former.hours, version: former.version },
      audit: {
        action: "override.removed",
        subject: { type: "override", id: former.id },
        before: presentOverride(former),
        after: null,
      },
    });
    await markForAttention(ctx, tx, affected, { businessId: salon.businessId, now });
  });
}
