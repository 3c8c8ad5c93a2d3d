import type { Image, SetSalonPhotos } from "@salon/contracts";
import { emit } from "../event/index.ts";
import type { Ctx } from "../context.ts";
import { mayEditSalon, openSalonToChange } from "../salon/index.ts";
import { expectAll } from "./index.ts";
import { presentImage } from "./present.ts";
import { among, attachFiles, findSalonPhotos, ofSalon, releaseFiles, replaceSalonPhotos } from "./queries.ts";

/** Throws `invalid_input` for a file that is none of the salon's photos, or not there. */
export async function setSalonPhotos(
  ctx: Ctx,
  { salonId, fileIds }: SetSalonPhotos,
): Promise<{ items: Image[] }> {
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayEditSalon);
    const shown = await findSalonPhotos(tx, salon);
    const before = shown.map(({ id }) => id);
    const dropped = before.filter((id) => !fileIds.includes(id));
    if (dropped.length > 0) await releaseFiles(tx, among(dropped));
    const added = fileIds.filter((id) => !before.includes(id));
    const attached = added.length > 0 ? await attachFiles(tx, added, ofSalon(salon, "salon_photo")) : [];
    const photos = expectAll(fileIds, [...shown, ...attached], "/fileIds");
    await replaceSalonPhotos(tx, salon, fileIds);
    await emit(ctx, tx, {
      type: "salon.updated",
      salon,
      subjectId: salon.id,
      occurredAt: now,
      data: { photos: fileIds },
      previous: { photos: before },
      audit: { before: { photos: before }, after: { photos: fileIds } },
    });
    return { items: photos.map(presentImage) };
  });
}
