import type { StaffRef, WorkingHours } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { seeSalon } from "../salon/index.ts";
import { ownerOfHours } from "./index.ts";
import type { OfSalonOrStaff } from "./index.ts";
import { presentHours } from "./present.ts";
import { findSchedules } from "./queries.ts";

/** The weekly hours of a salon or of one of its staff; somebody without any follows the salon's. */
export async function getHours(
  ctx: Ctx,
  { salonId, staffId }: OfSalonOrStaff<StaffRef>,
): Promise<WorkingHours> {
  const { salon } = await seeSalon(ctx, ctx.db, salonId);
  const owner = await ownerOfHours(ctx.db, salon, staffId);
  return presentHours(await findSchedules(ctx.db, owner), owner.hoursVersion);
}
