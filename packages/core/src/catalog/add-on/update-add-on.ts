import type { AddOn, UpdateAddOn } from "@salon/contracts";
import { given } from "../../changes.ts";
import type { Ctx } from "../../context.ts";
import { changeRule } from "../../rule/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { expectServices } from "../service/index.ts";
import { touchServices } from "../service/queries.ts";
import { openAddOn } from "./index.ts";
import { presentAddOn } from "./present.ts";
import { linkServices, saveAddOn } from "./queries.ts";
import type { AddOnRow } from "./queries.ts";
import { difference } from "./rules.ts";

export async function updateAddOn(
  ctx: Ctx,
  { salonId, addOnId, ifVersion, price, serviceIds, ...others }: UpdateAddOn,
): Promise<AddOn> {
  const changes = { ...others, priceMinor: price?.amountMinor };
  return changeRule(
    ctx,
    { salonId, ifVersion },
    {
      type: "add_on",
      may: mayEditCatalog,
      open: (tx, salon) => openAddOn(tx, salon, addOnId),
      present: (found, { salon }) => presentAddOn(found, salon),
      async plan(current, tx, salon) {
        if (serviceIds) await expectServices(tx, salon, serviceIds);
        return {
          addOn: { ...current.addOn, ...given<AddOnRow>(changes) },
          serviceIds: serviceIds?.toSorted() ?? current.serviceIds,
        };
      },
      async save(tx, { current, planned, salon }) {
        const addOn = await saveAddOn(tx, current.addOn, changes);
        if (serviceIds) {
          await linkServices(tx, addOn, planned.serviceIds);
          await touchServices(tx, salon, difference(current.serviceIds, planned.serviceIds));
        }
        return { ...planned, addOn };
      },
    },
  );
}
