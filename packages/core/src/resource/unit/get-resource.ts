import type { Resource, ResourceRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { openSalon } from "../../salon/index.ts";
import { mayReadResources } from "../policy.ts";
import { openUnit } from "./index.ts";
import { presentUnit } from "./present.ts";

export async function getResource(ctx: Ctx, { salonId, resourceId }: ResourceRef): Promise<Resource> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayReadResources);
  return presentUnit(await openUnit(ctx.db, salon, resourceId));
}
