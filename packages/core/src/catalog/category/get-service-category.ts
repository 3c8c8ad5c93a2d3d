import type { ServiceCategory, ServiceCategoryRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { seeSalon } from "../../salon/index.ts";
import { openCategory } from "./index.ts";
import { presentCategory } from "./present.ts";

export async function getServiceCategory(
  ctx: Ctx,
  { salonId, categoryId }: ServiceCategoryRef,
): Promise<ServiceCategory> {
  const { salon } = await seeSalon(ctx, ctx.db, salonId);
  return presentCategory(await openCategory(ctx.db, salon, categoryId));
}
