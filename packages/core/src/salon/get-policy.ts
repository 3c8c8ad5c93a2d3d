import type { BookingPolicy, SalonRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openSalon } from "./index.ts";
import { mayReadOwnSalon } from "./policy.ts";
import { presentPolicy } from "./present.ts";
import { findPolicy } from "./queries.ts";

export async function getPolicy(ctx: Ctx, { salonId }: SalonRef): Promise<BookingPolicy> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayReadOwnSalon);
  return presentPolicy(await findPolicy(ctx.db, salon));
}
