import type { Review } from "@salon/contracts";
import { presentImage } from "../file/index.ts";
import type { ShownFile } from "../file/index.ts";
import type { reviews } from "@salon/db/schema";

export type ReviewRow = typeof reviews.$inferSelect;

/** A review with all that is shown of it. */
export type ReviewRecord = {
  readonly review: ReviewRow;
  /** In the order of the visit. */
  readonly staff: Review["staff"];
  readonly firstName: string;
  /** In their order; of a hidden review none is shown. */
  readonly photos: readonly ShownFile[];
};

export function presentReview({ review, staff, firstName, photos }: ReviewRecord): Review {
  const { id, salonId, status, rating, text, reply, repliedAt, version, createdAt, editedAt } = review;
  return {
    id,
    salonId,
    status,
    rating,
    text,
    author: { firstName },
    staff,
    photos: review.status === "published" ? photos.map(presentImage) : [],
    reply: reply === null ? null : { text: reply, repliedAt: repliedAt ?? createdAt },
    version,
    createdAt,
    editedAt,
  };
}
