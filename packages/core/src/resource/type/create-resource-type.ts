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
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayEditResources);
    const type = await insertType(tx, salon, { id: newId(), name });
    const ids = { resourceTypeId: type.id };
    await emit(ctx, tx, rulesChanged(salon, now, { rules: "resources", action: "created", ...ids }));
    return presentType(type);
  });
}
