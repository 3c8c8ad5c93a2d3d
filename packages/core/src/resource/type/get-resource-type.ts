import type { ResourceType, ResourceTypeRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { openSalon } from "../../salon/index.ts";
import { mayReadResources } from "../policy.ts";
import { openType } from "./index.ts";
import { presentType } from "./present.ts";

export async function getResourceType(
  ctx: Ctx,
  { salonId, resourceTypeId }: ResourceTypeRef,
): Promise<ResourceType> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayReadResources);
  return presentType(await openType(ctx.db, salon, resourceTypeId));
}
