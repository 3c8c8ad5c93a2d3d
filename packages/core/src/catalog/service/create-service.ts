import type { CreateService, Service } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { newId } from "../../ids.ts";
import { expectResourceTypes } from "../../resource/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { expectCategory } from "../category/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { writeVariants } from "../variant/queries.ts";
import { mentionedTypes, variantRows } from "../variant/rules.ts";
import { openService } from "./index.ts";
import { presentService } from "./present.ts";
import { insertService } from "./queries.ts";

export async function createService(ctx: Ctx, input: CreateService): Promise<Service> {
  const { salonId, variants, ...columns } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const { salon } = found;
    await expectCategory(tx, salon, columns.categoryId);
    await expectResourceTypes(tx, salon, mentionedTypes(variants));
    const { businessId } = salon;
    const id = newId();
    await insertService(tx, { ...columns, businessId, salonId, id });
    await writeVariants(tx, { businessId, id }, variantRows(variants, []));
    const created = presentService(await openService(tx, salon, id), salon);
    await emit(ctx, tx, rulesChanged(found, "service", { before: null, after: created }));
    return created;
  });
}
