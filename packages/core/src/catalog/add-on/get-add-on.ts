import type { AddOn, AddOnRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { seeSalon } from "../../salon/index.ts";
import { openAddOn } from "./index.ts";
import { presentAddOn } from "./present.ts";

export async function getAddOn(ctx: Ctx, { salonId, addOnId }: AddOnRef): Promise<AddOn> {
  const { salon } = await seeSalon(ctx, ctx.db, salonId);
  return presentAddOn(await openAddOn(ctx.db, salon, addOnId), salon);
}
