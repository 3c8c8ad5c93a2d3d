import type { FindSalon, ShownSalon } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { findSalonPhotos, presentImage } from "../file/index.ts";
import { seeSalon } from "./index.ts";
import { presentSalon } from "./present.ts";

/** Drafts and suspended salons are their own people's to see; a sandbox is open to whoever knows its id. */
export async function getSalon(ctx: Ctx, { salonId }: FindSalon): Promise<ShownSalon> {
  const found = await seeSalon(ctx, ctx.db, salonId);
  const photos = await findSalonPhotos(ctx.db, found.salon);
  return { ...presentSalon(found), photos: photos.map(presentImage) };
}
