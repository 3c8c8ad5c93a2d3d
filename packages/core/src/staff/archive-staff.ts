import type { VersionedStaffRef } from "@salon/contracts";
import { isBookedAhead, lockCalendars } from "../calendar/index.ts";
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
 * them; with their calendar locked, none can be made meanwhile.
 */
export async function archiveStaff(
  ctx: Ctx,
  { salonId, staffId, ifVersion }: VersionedStaffRef,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditStaff);
    const { salon } = found;
    const current = await openStaffToChange(tx, salon, staffId);
    const { person } = current;
    expectVersion(person.version, ifVersion);
    await lockCalendars(tx, salon.businessId, [person.calendarId]);
    if (await isBookedAhead(tx, salon, person.calendarId))
      throw new DomainError("in_use", "They have bookings to come.");
    const stays = await worksElsewhere(tx, salon, staffId);
    await replaceOffers(tx, salon, person, []);
    if (stays) {
      await deletePlace(tx, salon, person);
      await saveStaff(tx, person, {});
    } else await archiveStaffRow(tx, person);
    await emit(ctx, tx, rulesChanged(found, "staff", { before: presentStaff(current, found), after: null }));
  });
}
