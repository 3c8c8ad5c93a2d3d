import type { IntakeForm, SalonRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { seeSalon } from "../salon/index.ts";
import { presentForm } from "./present.ts";
import { findForm } from "./queries.ts";

export async function getIntakeForm(ctx: Ctx, { salonId }: SalonRef): Promise<IntakeForm> {
  const { salon } = await seeSalon(ctx, ctx.db, salonId);
  return presentForm(await findForm(ctx.db, salon));
}
