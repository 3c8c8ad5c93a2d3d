import type { SetTestClock } from "@salon/contracts";
import { sweepSalon } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange, timeIn } from "./index.ts";
import { mayEditSalon } from "./policy.ts";
import { saveTestClock } from "./queries.ts";

/** Sets a sandbox's clock, or lets it run again (`null`); what has become due happens first. Throws `not_sandbox`. */
export async function setTestClock(ctx: Ctx, { salonId, now }: SetTestClock): Promise<{ now: Date | null }> {
  return ctx.transact(async (tx) => {
    const { salon } = await openSalonToChange(ctx, tx, salonId, mayEditSalon);
    if (!salon.sandbox) throw new DomainError("not_sandbox", "This salon keeps real time.");
    await saveTestClock(tx, salon, now);
    await emit(ctx, tx, {
      type: "salon.rules_changed",
      salon,
      subjectId: salon.id,
      occurredAt: await timeIn({ testNow: now }, tx),
      data: { rules: "testClock", now },
      previous: { now: salon.testNow },
      audit: { action: "salon.clock_set", before: { testNow: salon.testNow }, after: { testNow: now } },
    });
    await sweepSalon(ctx, tx, salon);
    return { now };
  });
}
