import type { SetStaffServices, Staff } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { changeRule } from "../rule/index.ts";
import { openStaff, openStaffToChange } from "./index.ts";
import { countSegments, replaceOffers } from "./offer/queries.ts";
import { mayEditStaff } from "./policy.ts";
import { presentStaff } from "./present.ts";
import { saveStaff } from "./queries.ts";
import { inOrderOf, offerRows } from "./rules.ts";

/** Replaces what somebody does in this salon. Throws `variant_not_bookable`. */
export async function setStaffServices(
  ctx: Ctx,
  { salonId, staffId, ifVersion, services }: SetStaffServices,
): Promise<Staff> {
  const variantIds = services.map(({ variantId }) => variantId);
  return changeRule(
    ctx,
    { salonId, ifVersion },
    {
      type: "staff",
      may: mayEditStaff,
      open: (tx, salon) => openStaffToChange(tx, salon, staffId),
      present: presentStaff,
      async plan(current, tx, salon) {
        const offers = offerRows(services, await countSegments(tx, salon, variantIds));
        return { ...current, offers: inOrderOf(current.offers, offers) };
      },
      async save(tx, { current, planned, salon }) {
        await replaceOffers(tx, salon, current.person, planned.offers);
        await saveStaff(tx, current.person, {});
        return openStaff(tx, salon, staffId);
      },
    },
  );
}
