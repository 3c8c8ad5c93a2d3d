import type { FindTimeOff, TimeOff } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeTimeOff } from "./policy.ts";
import { presentTimeOffTo } from "./present.ts";
import { findTimeOff } from "./queries.ts";

export async function getTimeOff(ctx: Ctx, { salonId, timeOffId }: FindTimeOff): Promise<TimeOff> {
  const { salon, standing } = await openSalon(ctx, ctx.db, salonId, maySeeTimeOff);
  const found = await findTimeOff(ctx.db, salon, timeOffId);
  if (!found) throw notFound("time off");
  return presentTimeOffTo(standing)(found);
}
