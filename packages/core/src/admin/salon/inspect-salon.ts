import type { AdminSalon, AdminSalonRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { notFound } from "../../errors.ts";
import { expectAdmin, mayJudgeSalons } from "../policy.ts";
import { presentJudged } from "./present.ts";
import { findJudgedSalon } from "./queries.ts";

export async function inspectSalon(ctx: Ctx, { salonId }: AdminSalonRef): Promise<AdminSalon> {
  expectAdmin(ctx.actor, mayJudgeSalons);
  const found = await findJudgedSalon(ctx.db, salonId);
  if (!found) throw notFound("salon");
  return presentJudged(found);
}
