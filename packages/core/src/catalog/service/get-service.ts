import type { Service, ServiceRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { seeSalon } from "../../salon/index.ts";
import { openService } from "./index.ts";
import { presentService } from "./present.ts";

export async function getService(ctx: Ctx, { salonId, serviceId }: ServiceRef): Promise<Service> {
  const { salon } = await seeSalon(ctx, ctx.db, salonId);
  return presentService(await openService(ctx.db, salon, serviceId), salon);
}
