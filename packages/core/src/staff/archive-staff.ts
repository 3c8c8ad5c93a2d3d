import type { ArchiveStaff, StaffArchival } from "@salon/contracts";
import { findLiveBookings, presentAffected } from "../attention/index.ts";
import { lockCalendars } from "../calendar/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion } from "../errors.ts";
import { emit, rulesChanged } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { openStaffToChange } from "./index.ts";
import { replaceOffers } from "./offer/queries.ts";
import { deletePlace, worksElsewhere } from "./place/queries.ts";
import { mayEditStaff } from "./policy.ts";
import { presentStaff } from "./present.ts";
import { archiveStaffRow, saveStaff } from "./queries.ts";

/**
 * Ends somebody's work in this salon; who works in no other is archived. Throws `in_use` while bookings to come name
 * them, which a dry run lists; with their calendar locked, none can be made meanwhile.
 */
export async function archiveStaff(
  ctx: Ctx,
  { salonId, staffId, ifVersion, dryRun }: ArchiveStaff,
): Promise<StaffArchival | undefined> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditStaff);
    const { salon, now } = found;
    const current = await openStaffToChange(tx, salon, staffId);
    const { person } = current;
    expectVersion(person.version, ifVersion);
    if (!dryRun) await lockCalendars(tx, salon.businessId, [person.calendarId]);
    const affectedBookings = (await findLiveBookings(tx, salon, now, staffId)).map(presentAffected);
    if (dryRun) return { affectedBookings };
    if (affectedBookings.length > 0) throw new DomainError("in_use", HAS_BOOKINGS);
    const stays = await worksElsewhere(tx, salon, staffId);
    await replaceOffers(tx, salon, person, []);
    if (stays) {
      await deletePlace(tx, salon, person);
      await saveStaff(tx, person, {});
    } else await archiveStaffRow(tx, person);
    await emit(ctx, tx, rulesChanged(found, "staff", { before: presentStaff(current, found), after: null }));
    return undefined;
  });
}

const HAS_BOOKINGS = "They have bookings to come: reassign those to others, or cancel them.";
