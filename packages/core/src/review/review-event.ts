import type { EventType } from "@salon/contracts";
import { formerFields } from "../changes.ts";
import type { NewEvent } from "../event/index.ts";
import type { ReviewRecord } from "./record.ts";

type Told = {
  readonly now: Date;
  readonly before: ReviewRecord | null;
  readonly after: ReviewRecord;
  /** What an admin said why. */
  readonly reason?: string;
};

/** What happened to a review: figures and ids, and no word of it. */
export function reviewEvent(
  type: EventType & `review.${string}`,
  { now, before, after, reason }: Told,
): NewEvent {
  const { businessId, salonId, id } = after.review;
  const data = factsOf(after);
  const isGone = after.review.status === "deleted";
  return {
    type,
    salon: { businessId, id: salonId },
    subjectId: id,
    occurredAt: now,
    data,
    ...(before && { previous: formerFields(factsOf(before), data) }),
    audit: {
      before: before && wholeOf(before),
      after: isGone ? null : wholeOf(after),
      ...(reason !== undefined && { reason }),
    },
  };
}

function factsOf({ review, staff, photos }: ReviewRecord): Record<string, unknown> {
  const { id, bookingId, rating, status, reply, version } = review;
  const rated = staff.map(({ staffId, rating: given }) => ({ staffId, rating: given }));
  const photoIds = photos.map((photo) => photo.id);
  return { id, bookingId, rating, staff: rated, photoIds, status, replied: reply !== null, version };
}

/** The log masks what was written. */
function wholeOf(record: ReviewRecord): Record<string, unknown> {
  const { text, reply } = record.review;
  return { ...factsOf(record), text, reply };
}
