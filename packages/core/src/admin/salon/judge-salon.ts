import type { AdminSalon, EventType, JudgeSalon, SuspendSalon } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { findLiveBookings, holdAffected, presentAffected } from "../../attention/index.ts";
import type { Ctx } from "../../context.ts";
import { DomainError, expectVersion, notFound } from "../../errors.ts";
import { emit } from "../../event/index.ts";
import { openSalonToChange, saveSalon } from "../../salon/index.ts";
import type { FoundSalon, SalonRow } from "../../salon/index.ts";
import { findCalendars } from "../../schedule/index.ts";
import { expectAdmin, mayJudgeSalons } from "../policy.ts";
import { presentJudged } from "./present.ts";
import { findJudgedSalon } from "./queries.ts";
import { approval, restoration, suspension } from "./rules.ts";
import type { Next } from "./rules.ts";

type Judging = {
  readonly event: EventType;
  /** As the audit log names it. */
  readonly action: string;
  readonly judge: (salon: SalonRow) => Next;
};

/** Opens a salon that waits for approval. Throws `invalid_transition`. */
export const approveSalon = judging<JudgeSalon>({
  event: "salon.published",
  action: "salon.approved",
  judge: approval,
});

/** Takes a salon from the public: nobody finds or books it, its people keep what is booked. */
export const suspendSalon = judging<SuspendSalon>({
  event: "salon.suspended",
  action: "salon.suspended",
  judge: suspension,
});

/** Makes a suspended salon what it was. */
export const restoreSalon = judging<JudgeSalon>({
  event: "salon.restored",
  action: "salon.restored",
  judge: restoration,
});

function judging<Input extends JudgeSalon>(what: Judging): (ctx: Ctx, input: Input) => Promise<AdminSalon> {
  return async (ctx, { salonId, ifVersion, reason }) => {
    expectAdmin(ctx.actor, mayJudgeSalons);
    return ctx.transact(async (tx) => {
      const found = await openSalonToChange(ctx, tx, salonId, () => "allowed");
      expectVersion(found.salon.version, ifVersion);
      await carryOut(ctx, tx, found, what, reason);
      const judged = await findJudgedSalon(tx, salonId);
      if (!judged) throw notFound("salon");
      return presentJudged(judged);
    });
  };
}

async function carryOut(
  ctx: Ctx,
  tx: Tx,
  { salon, now }: FoundSalon,
  { event, action, judge }: Judging,
  reason: string | undefined,
): Promise<void> {
  const next = judge(salon);
  if (next === "repeated") return;
  if (next === "refused")
    throw new DomainError("invalid_transition", `That cannot be done to a salon that is ${salon.status}.`);
  if (next.status === "suspended") await holdBookings(tx, salon, now);
  await saveSalon(tx, salon, next);
  const { status, suspendedFrom, version } = salon;
  await emit(ctx, tx, {
    type: event,
    salon,
    subjectId: salon.id,
    occurredAt: now,
    data: { status: next.status, ...(reason !== undefined && { reason }) },
    previous: { status },
    audit: {
      action,
      before: { status, suspendedFrom, version },
      after: { ...next, version: version + 1 },
      ...(reason !== undefined && { reason }),
    },
  });
}

/** Whoever is booking or confirming is let finish; whoever comes later sees that the salon is suspended. */
async function holdBookings(tx: Tx, salon: SalonRow, now: Date): Promise<void> {
  const { businessId, id: salonId, hoursVersion } = salon;
  const calendars = await findCalendars(tx, { businessId, salonId, staffId: null, hoursVersion });
  await holdAffected(tx, businessId, calendars, async () =>
    (await findLiveBookings(tx, salon, now, null)).map(presentAffected),
  );
}
