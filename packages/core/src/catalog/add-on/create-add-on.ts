import type { AddOn, CreateAddOn } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { newId } from "../../ids.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { expectServices } from "../service/index.ts";
import { touchServices } from "../service/queries.ts";
import { openAddOn } from "./index.ts";
import { presentAddOn } from "./present.ts";
import { insertAddOn, linkServices } from "./queries.ts";

export async function createAddOn(ctx: Ctx, input: CreateAddOn): Promise<AddOn> {
  const { salonId, name, minutes, price, serviceIds } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const { salon } = found;
    await expectServices(tx, salon, serviceIds);
    const { businessId } = salon;
    const values = { businessId, salonId, id: newId(), name, minutes, priceMinor: price.amountMinor };
    const addOn = await insertAddOn(tx, values);
    await linkServices(tx, addOn, serviceIds);
    await touchServices(tx, salon, serviceIds);
    const created = presentAddOn(await openAddOn(tx, salon, addOn.id), salon);
    await emit(ctx, tx, rulesChanged(found, "add_on", { before: null, after: created }));
    return created;
  });
}
