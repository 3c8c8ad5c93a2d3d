import type { AddOn, UpdateAddOn } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import type { SalonRow } from "../../salon/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { expectServices } from "../service/index.ts";
import { touchServices } from "../service/queries.ts";
import { openAddOn } from "./index.ts";
import { presentAddOn } from "./present.ts";
import { linkServices, saveAddOn } from "./queries.ts";
import type { FoundAddOn } from "./queries.ts";
import { difference } from "./rules.ts";

export async function updateAddOn(ctx: Ctx, input: UpdateAddOn): Promise<AddOn> {
  const { salonId, addOnId, ifVersion, price, serviceIds, ...changes } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const { salon } = found;
    const current = await openAddOn(tx, salon, addOnId);
    expectVersion(current.addOn.version, ifVersion);
    await saveAddOn(tx, current.addOn, { ...changes, priceMinor: price?.amountMinor });
    if (serviceIds) await moveToServices(tx, salon, current, serviceIds);
    const after = presentAddOn(await openAddOn(tx, salon, addOnId), salon);
    await emit(ctx, tx, rulesChanged(found, "add_on", { before: presentAddOn(current, salon), after }));
    return after;
  });
}

async function moveToServices(
  tx: Tx,
  salon: SalonRow,
  current: FoundAddOn,
  serviceIds: readonly string[],
): Promise<void> {
  await expectServices(tx, salon, serviceIds);
  await linkServices(tx, current.addOn, serviceIds);
  await touchServices(tx, salon, difference(current.serviceIds, serviceIds));
}
