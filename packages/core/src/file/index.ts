import type { Image } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { invalidInput } from "../errors.ts";
import { presentImage } from "./present.ts";
import { among, attachFiles, ofPerson, ofSalon, ofVisit, releaseFiles } from "./queries.ts";
import type { FileRow } from "./queries.ts";

export { presentImage, type ShownFile } from "./present.ts";
export { findSalonPhotos, isPhotoOf } from "./queries.ts";
export type { FileRow } from "./queries.ts";

type Visit = { readonly businessId: number; readonly bookingId: string };

/**
 * Takes the photos that were sent for a visit's review, each once, in the order of the ids; from then on everybody sees
 * them. Throws `invalid_input` for one that is not to be had. `pointer` is where the caller named them.
 */
export async function claimReviewPhotos(
  tx: Tx,
  { businessId, bookingId }: Visit,
  ids: readonly string[],
  pointer = "/photoIds",
): Promise<Image[]> {
  if (ids.length === 0) return [];
  const taken = await attachFiles(tx, ids, ofVisit(businessId, bookingId));
  return expectAll(ids, taken, pointer).map(presentImage);
}

/** Lets photos go that nothing shows any more: a day later they are removed. */
export async function releaseFilesById(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await releaseFiles(tx, among(ids));
}

/** The rows in the order of the ids. Throws `invalid_input` for an id without one. */
export function expectAll(ids: readonly string[], rows: readonly FileRow[], pointer: string): FileRow[] {
  return ids.map((id, i) => {
    const row = rows.find((one) => one.id === id);
    if (row) return row;
    throw unknownFile(`${pointer}/${i}`);
  });
}

type StaffPhoto = {
  readonly salon: { readonly businessId: number; readonly id: string };
  readonly staffId: string;
  /** Null takes the photo away, undefined leaves it. */
  readonly photoId: string | null | undefined;
  readonly current: FileRow | null;
};

/** Shows another photo of somebody, or none. Throws `invalid_input` for one that is not to be had. */
export async function setStaffPhoto(
  tx: Tx,
  { salon, staffId, photoId, current }: StaffPhoto,
): Promise<FileRow | null> {
  if (photoId === undefined || photoId === (current?.id ?? null)) return current;
  if (current) await releaseFiles(tx, among([current.id]));
  if (photoId === null) return null;
  const attached = await attachFiles(tx, [photoId], ofSalon(salon, "staff_photo"), { staffId });
  return expectOne(photoId, attached, "/photoId");
}

/** The same of an account's own picture; the file's id. */
export async function setUserPhoto(
  tx: Tx,
  userId: string,
  { imageId, current }: { readonly imageId: string | null | undefined; readonly current: string | null },
): Promise<string | null> {
  if (imageId === undefined || imageId === current) return current;
  if (current !== null) await releaseFiles(tx, among([current]));
  if (imageId === null) return null;
  return expectOne(imageId, await attachFiles(tx, [imageId], ofPerson(userId)), "/imageId").id;
}

function expectOne(id: string, [row]: readonly FileRow[], pointer: string): FileRow {
  if (row?.id === id) return row;
  throw unknownFile(pointer);
}

function unknownFile(pointer: string) {
  return invalidInput(pointer, "unknown_file", "There is no such photo to be had here.");
}
