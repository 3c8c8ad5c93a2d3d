import { may, mayAtAll, mayOnBooking } from "./answers.ts";

const byWhoWasThere = mayOnBooking(["H", "its C"], "no key");
const byModerators = mayAtAll(["moderator", "superadmin"], "no key", { holder: 403, holderOfAnother: 403 });

export const REVIEWS = {
  "reviews.write": byWhoWasThere,
  "reviews.ofVisit": byWhoWasThere,
  "reviews.list": may(["–"], "any key"),
  "reviews.get": may(["–"], "any key"),
  // Of the two who may, whoever wrote it.
  "reviews.update": mayOnBooking(["its C"], "no key"),
  "reviews.update, a guest's": mayOnBooking(["H"], "no key"),
  "reviews.delete": mayOnBooking(["its C"], "no key"),
  "reviews.delete, a guest's": mayOnBooking(["H"], "no key"),
  "reviews.reply": may(["M"], "reviews:write"),
  "reviews.removeReply": may(["M"], "reviews:write"),
  "reviews.report": mayAtAll(["C"], "no key"),
  "reviews.hide": byModerators,
  "reviews.restore": byModerators,
  "admin.listReviews": byModerators,

  "favorites.list": mayAtAll(["C"], "no key"),
  "favorites.add": mayAtAll(["C"], "no key"),
  "favorites.remove": mayAtAll(["C"], "no key"),
} as const;
