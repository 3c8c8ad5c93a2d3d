import type { Review } from "@salon/contracts";
import type { reviews } from "@salon/db/schema";

export type ReviewRow = typeof reviews.$inferSelect;

/** A review with all that is shown of it. */
export type ReviewRecord = {
  readonly review: ReviewRow;
  /** In the order of the visit. */
  readonly staff: Review["staff"];
  readonly firstName: string;
};

export function presentReview({ review, staff, firstName }: ReviewRecord): Review {
  const { id, salonId, status, rating, text, reply, repliedAt, version, createdAt, editedAt } = review;
  return {
    id,
    salonId,
    status,
    rating,
    text,
    author: { firstName },
    staff,
    reply: reply === null ? null : { text: reply, repliedAt: repliedAt ?? createdAt },
    version,
    createdAt,
    editedAt,
  };
}
