import type { Image } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { invalidInput } from "../errors.ts";
import { presentImage } from "./present.ts";
import { among, attachFiles, ofVisit, releaseFiles } from "./queries.ts";
import type { FileRow } from "./queries.ts";

export { presentImage, presentPrivateImage } from "./present.ts";
export { findSalonPhotos } from "./queries.ts";
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
    throw invalidInput(`${pointer}/${i}`, "unknown_file", "There is no such photo to be had here.");
  });
}
