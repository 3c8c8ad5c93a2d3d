import type { SetStaffServices, Staff } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit, rulesChanged } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { openStaff, openStaffToChange } from "./index.ts";
import { countSegments, replaceOffers } from "./offer/queries.ts";
import { mayEditStaff } from "./policy.ts";
import { presentStaff } from "./present.ts";
import { saveStaff } from "./queries.ts";
import { offerRows } from "./rules.ts";

/** Replaces what somebody does in this salon. Throws `variant_not_bookable`. */
export async function setStaffServices(ctx: Ctx, input: SetStaffServices): Promise<Staff> {
  const { salonId, staffId, ifVersion, services } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditStaff);
    const { salon } = found;
    const current = await openStaffToChange(tx, salon, staffId);
    const { person } = current;
    expectVersion(person.version, ifVersion);
    const segments = await countSegments(
      tx,
      salon,
      services.map(({ variantId }) => variantId),
    );
    await replaceOffers(tx, salon, person, offerRows(services, segments));
    await saveStaff(tx, person, {});
    const after = presentStaff(await openStaff(tx, salon, staffId), found);
    await emit(ctx, tx, rulesChanged(found, "staff", { before: presentStaff(current, found), after }));
    return after;
  });
}
