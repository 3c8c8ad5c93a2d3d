import type { InputsOf } from "./inputs.ts";
import type { REVIEWS } from "./reviews.table.ts";
import type { Place } from "./world.ts";

const salon = ({ salonId }: Place) => ({ salonId });
const review = ({ reviewId }: Place) => ({ reviewId });
const said = ({ staffId }: Place) => ({ rating: 2, text: "Cold water", staff: [{ staffId, rating: 1 }] });
const judged = (place: Place) => ({ ...review(place), reason: "Somebody complained" });

export const REVIEW_INPUTS: InputsOf<typeof REVIEWS> = {
  "reviews.write": (place) => ({
    bookingId: place.completedId,
    photoIds: [place.reviewPhotoId],
    ...said(place),
  }),
  "reviews.ofVisit": ({ reviewedId: bookingId }) => ({ bookingId }),
  "reviews.list": salon,
  "reviews.get": review,
  "reviews.update": (place) => ({ ...review(place), ...said(place) }),
  "reviews.update, a guest's": (place) => ({ ...review(place), ...said(place) }),
  "reviews.delete": review,
  "reviews.delete, a guest's": review,
  "reviews.reply": (place) => ({ ...review(place), text: "Thank you" }),
  "reviews.removeReply": review,
  "reviews.report": (place) => ({ ...review(place), reason: "offensive" }),
  "reviews.hide": judged,
  "reviews.restore": judged,
  "admin.listReviews": salon,

  "favorites.list": () => ({}),
  "favorites.add": salon,
  "favorites.remove": salon,
};
