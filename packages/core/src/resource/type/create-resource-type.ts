import type { CreateResourceType, ResourceType } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { newId } from "../../ids.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditResources } from "../policy.ts";
import { presentType } from "./present.ts";
import { insertType } from "./queries.ts";

export async function createResourceType(
  ctx: Ctx,
  { salonId, name }: CreateResourceType,
): Promise<ResourceType> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditResources);
    const type = presentType(await insertType(tx, found.salon, { id: newId(), name }));
    await emit(ctx, tx, rulesChanged(found, "resource_type", { before: null, after: type }));
    return type;
  });
}
