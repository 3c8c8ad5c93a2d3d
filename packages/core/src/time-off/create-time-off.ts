import type { CreateTimeOff, TimeOffCreated } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { allow } from "../access/index.ts";
import { findLiveBookingsOn, holdAffected, markForAttention, presentAffected } from "../attention/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import type { SalonRow } from "../salon/index.ts";
import { mayPlanOwnTimeOff, mayPlanTimeOff } from "./policy.ts";
import { presentTimeOff } from "./present.ts";
import { findResourceSubject, findStaffSubject, insertTimeOff } from "./queries.ts";
import type { Subject } from "./queries.ts";
import { periodOf } from "./rules.ts";

/**
 * Takes somebody, or a resource, out of service for a while. Bookings in the way stay and need attention. Throws
 * `staff_not_bookable` for somebody who does not work in this salon.
 */
export async function createTimeOff(ctx: Ctx, input: CreateTimeOff): Promise<TimeOffCreated> {
  return ctx.transact(async (tx) => {
    const { salon, standing, now } = await openSalonToChange(ctx, tx, input.salonId, mayPlanOwnTimeOff);
    const subject = await findSubject(tx, salon, input);
    allow(mayPlanTimeOff(subject?.userId ?? null)(standing), standing, "staff member");
    if (!subject) throw unknownSubject(input);
    const period = periodOf(input, salon.timeZone);
    const { businessId } = salon;
    const { calendarId } = subject;
    const find = async () =>
      (await findLiveBookingsOn(tx, { businessId, calendarId }, period, now)).map(presentAffected);
    const reason = input.reason ?? null;
    if (input.dryRun) {
      const planned = { ...subject, ...period, reason, id: null, version: 1, createdAt: now };
      return { ...presentTimeOff(planned), affectedBookings: await find() };
    }
    const affectedBookings = await holdAffected(tx, businessId, [calendarId], find);
    const inserted = await insertTimeOff(tx, salon, subject, { ...period, reason });
    const created = presentTimeOff({ ...inserted, ...subject });
    const { staffId, resourceId } = subject;
    await emit(ctx, tx, {
      type: "time_off.created",
      salon,
      subjectId: created.id,
      occurredAt: now,
      data: { id: created.id, staffId, resourceId, ...period },
      audit: { before: null, after: created },
    });
    await markForAttention(ctx, tx, affectedBookings, { businessId, now });
    return { ...created, affectedBookings };
  });
}

async function findSubject(
  tx: Tx,
  salon: SalonRow,
  { staffId, resourceId }: CreateTimeOff,
): Promise<Subject | undefined> {
  if (staffId !== undefined) return findStaffSubject(tx, salon, staffId);
  return resourceId === undefined ? undefined : findResourceSubject(tx, salon, resourceId);
}

function unknownSubject({ staffId }: CreateTimeOff): DomainError {
  return staffId === undefined
    ? notFound("resource")
    : new DomainError("staff_not_bookable", "Nobody with this id works in this salon.");
}
