import type { FindStaffOverride, Override } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { seeSalon } from "../salon/index.ts";
import { ownerOfHours } from "./index.ts";
import type { OfSalonOrStaff } from "./index.ts";
import { presentOverride } from "./present.ts";
import { findOverride } from "./queries.ts";

export async function getOverride(
  ctx: Ctx,
  { salonId, staffId, date }: OfSalonOrStaff<FindStaffOverride>,
): Promise<Override> {
  const { salon } = await seeSalon(ctx, ctx.db, salonId);
  const found = await findOverride(ctx.db, await ownerOfHours(ctx.db, salon, staffId), date);
  if (!found) throw notFound("override");
  return presentOverride(found);
}
