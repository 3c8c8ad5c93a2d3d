import type { CreateServiceCategory, ServiceCategory } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { newId } from "../../ids.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { presentCategory } from "./present.ts";
import { insertCategory } from "./queries.ts";

export async function createServiceCategory(
  ctx: Ctx,
  { salonId, name }: CreateServiceCategory,
): Promise<ServiceCategory> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const category = presentCategory(await insertCategory(tx, found.salon, { id: newId(), name }));
    await emit(ctx, tx, rulesChanged(found, "service_category", { before: null, after: category }));
    return category;
  });
}
