import type { BookingPolicy, SetPolicy } from "@salon/contracts";
import { given, isSame } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "./index.ts";
import { mayEditSalon } from "./policy.ts";
import { presentPolicy } from "./present.ts";
import { findPolicy, insertPolicy } from "./queries.ts";

/** Puts a new version in force; bookings keep the one under which they were made. */
export async function setPolicy(
  ctx: Ctx,
  { salonId, ifVersion, ...changes }: SetPolicy,
): Promise<BookingPolicy> {
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayEditSalon);
    const current = presentPolicy(await findPolicy(tx, salon));
    expectVersion(current.version, ifVersion);
    const planned = { ...current, ...given<BookingPolicy>(changes) };
    if (isSame(current, planned)) return current;
    const next = presentPolicy(await insertPolicy(tx, salon, { ...planned, version: current.version + 1 }));
    await emit(ctx, tx, {
      type: "salon.rules_changed",
      salon,
      subjectId: salon.id,
      occurredAt: now,
      data: { rules: "policy", version: next.version },
      previous: { version: current.version },
      audit: { subject: { type: "policy", id: salon.id }, before: current, after: next },
    });
    return next;
  });
}
