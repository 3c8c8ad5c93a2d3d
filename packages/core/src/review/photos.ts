import type { Tx } from "@salon/db";
import { claimReviewPhotos, releaseFilesById } from "../file/index.ts";
import { replacePhotos } from "./queries.ts";
import type { ReviewRecord, ReviewRow } from "./record.ts";

/** Shows these photos with a published review, and lets those go that it showed before. Throws `invalid_input`. */
export async function setPhotos(
  tx: Tx,
  review: ReviewRow,
  shown: ReviewRecord["photos"],
  photoIds: readonly string[],
): Promise<void> {
  const before = shown.map(({ id }) => id);
  await releaseFilesById(
    tx,
    before.filter((id) => !photoIds.includes(id)),
  );
  await claimReviewPhotos(
    tx,
    review,
    photoIds.filter((id) => !before.includes(id)),
  );
  await replacePhotos(tx, review, photoIds);
}

/** Photos go with what shows them: nobody fetches those of a hidden review, and a day later they are removed. */
export async function movePhotos(
  tx: Tx,
  { review, photos }: ReviewRecord,
  { status }: ReviewRow,
): Promise<void> {
  if (review.status === status) return;
  const ids = photos.map(({ id }) => id);
  if (status === "published") await claimReviewPhotos(tx, review, ids);
  else await releaseFilesById(tx, ids);
}
