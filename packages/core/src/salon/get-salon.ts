import type { FindSalon, Salon } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { seeSalon } from "./index.ts";
import { presentSalon } from "./present.ts";

/** Drafts and suspended salons are their own people's to see; a sandbox is open to whoever knows its id. */
export async function getSalon(ctx: Ctx, { salonId }: FindSalon): Promise<Salon> {
  return presentSalon(await seeSalon(ctx, ctx.db, salonId));
}
