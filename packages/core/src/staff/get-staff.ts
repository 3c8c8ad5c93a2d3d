import type { Staff, StaffRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { seeSalon } from "../salon/index.ts";
import { openStaff } from "./index.ts";
import { presentStaff } from "./present.ts";

export async function getStaff(ctx: Ctx, { salonId, staffId }: StaffRef): Promise<Staff> {
  const salon = await seeSalon(ctx, ctx.db, salonId);
  return presentStaff(await openStaff(ctx.db, salon.salon, staffId), salon);
}
