import type { BookingPolicy, SetPolicy } from "@salon/contracts";
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
    const { salon } = await openSalonToChange(ctx, tx, salonId, mayEditSalon);
    const current = presentPolicy(await findPolicy(tx, salon));
    expectVersion(current.version, ifVersion);
    const next = presentPolicy(
      await insertPolicy(tx, salon, { ...current, ...given(changes), version: current.version + 1 }),
    );
    await emit(ctx, tx, {
      type: "salon.rules_changed",
      salon,
      subjectId: salon.id,
      occurredAt: next.updatedAt,
      data: { rules: "policy", version: next.version },
      previous: { version: current.version },
    });
    return next;
  });
}

function given<T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never;
}
