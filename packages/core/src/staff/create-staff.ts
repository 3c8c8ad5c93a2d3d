import type { CreateStaff, Staff } from "@salon/contracts";
import { insertCalendar } from "../calendar/index.ts";
import type { Ctx } from "../context.ts";
import { emit, rulesChanged } from "../event/index.ts";
import { newId } from "../ids.ts";
import { openSalonToChange } from "../salon/index.ts";
import { expectMember, openStaff } from "./index.ts";
import { countSegments, replaceOffers } from "./offer/queries.ts";
import { insertPlace } from "./place/queries.ts";
import { mayEditStaff } from "./policy.ts";
import { presentStaff } from "./present.ts";
import { insertStaff } from "./queries.ts";
import { offerRows } from "./rules.ts";

/** Somebody who works in the salon, with a calendar of their own. Throws `variant_not_bookable`, `already_exists`. */
export async function createStaff(ctx: Ctx, input: CreateStaff): Promise<Staff> {
  const { salonId, services, ...profile } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditStaff);
    const { salon } = found;
    await expectMember(tx, salon, profile.userId);
    const segments = await countSegments(
      tx,
      salon,
      services.map(({ variantId }) => variantId),
    );
    const offers = offerRows(services, segments);
    const { businessId } = salon;
    const id = newId();
    const calendarId = await insertCalendar(tx, businessId, "staff");
    await insertStaff(tx, { ...profile, businessId, id, calendarId });
    await insertPlace(tx, salon, id);
    await replaceOffers(tx, salon, { businessId, id }, offers);
    const created = presentStaff(await openStaff(tx, salon, id), found);
    await emit(ctx, tx, rulesChanged(found, "staff", { before: null, after: created }));
    return created;
  });
}
