import type { Image, SalonRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { seeSalon } from "../salon/index.ts";
import { presentImage } from "./present.ts";
import { findSalonPhotos } from "./queries.ts";

/** For whoever may see the salon. */
export async function getSalonPhotos(ctx: Ctx, { salonId }: SalonRef): Promise<{ items: Image[] }> {
  const { salon } = await seeSalon(ctx, ctx.db, salonId);
  return { items: (await findSalonPhotos(ctx.db, salon)).map(presentImage) };
}
