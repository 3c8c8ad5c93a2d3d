import type { Actor } from "@salon/core";
import { GUEST } from "../salon-with-bea.ts";
import { by, PERSONAL } from "./change.ts";
import type { Change, Place, Prepare } from "./change.ts";

/** What is written of visits and answered, what admins make of it, and the salons that people keep. */
export const reviewChanges = {
  "reviews.write": async (place) => {
    const { bookingId, guest } = await visited(place);
    return {
      by: guest,
      make: async ({ reviews }) => {
        const { id } = await reviews.write({ bookingId, rating: 4, text: "Lovely" });
        const staff = [{ staffId: place.beaId, rating: null }];
        const after = { id, bookingId, rating: 4, text: PERSONAL, staff, status: "published", version: 1 };
        return [{ action: "review.created", subjectId: id, before: null, after }];
      },
    };
  },
  "reviews.update": async (place) => {
    const { reviewId, guest } = await reviewed(place);
    return {
      by: guest,
      make: async ({ reviews }) => {
        await reviews.update({ reviewId, rating: 2, text: "On reflection" });
        const before = { rating: 4, text: null, version: 1 };
        return [
          {
            action: "review.updated",
            subjectId: reviewId,
            before,
            after: { rating: 2, text: PERSONAL, version: 2 },
          },
        ];
      },
    };
  },
  "reviews.delete": async (place) => {
    const { reviewId, guest } = await reviewed(place);
    return {
      by: guest,
      make: async ({ reviews }) => {
        await reviews.delete({ reviewId });
        const before = { rating: 4, status: "published", version: 1 };
        return [{ action: "review.deleted", subjectId: reviewId, before, after: null }];
      },
    };
  },
  "reviews.reply": async (place) => {
    const { reviewId } = await reviewed(place);
    return by(place.mona, async ({ reviews }) => {
      await reviews.reply({ reviewId, text: "Thank you, Alice" });
      const [before, after] = [
        { reply: null, replied: false, version: 1 },
        { reply: PERSONAL, replied: true, version: 2 },
      ];
      return [{ action: "review.replied", subjectId: reviewId, before, after }];
    });
  },
  "reviews.removeReply": async (place) => {
    const { reviewId } = await reviewed(place);
    await place.mona.api.reviews.reply({ reviewId, text: "Thank you, Alice" });
    return by(place.mona, async ({ reviews }) => {
      await reviews.removeReply({ reviewId });
      const [before, after] = [
        { reply: PERSONAL, replied: true, version: 2 },
        { reply: null, replied: false, version: 3 },
      ];
      return [{ action: "review.reply_removed", subjectId: reviewId, before, after }];
    });
  },
  "reviews.report": async (place) => {
    const { reviewId } = await reviewed(place);
    return by(place.bea, async ({ reviews }) => {
      const { id } = await reviews.report({ reviewId, reason: "offensive", text: "It is about me" });
      const after = { id, reviewId, reason: "offensive", text: PERSONAL };
      return [{ action: "review.reported", subjectId: reviewId, before: null, after, salonId: null }];
    });
  },
  "reviews.hide": async (place) => {
    const { reviewId } = await reviewed(place);
    const reason = "An insult";
    return byModerator(place, async ({ reviews }) => {
      await reviews.hide({ reviewId, reason });
      const [before, after] = [
        { status: "published", version: 1 },
        { status: "hidden", version: 2 },
      ];
      return [{ action: "review.hidden", subjectId: reviewId, before, after, reason }];
    });
  },
  "reviews.restore": async (place) => {
    const { reviewId } = await reviewed(place);
    await place.bea.api.reviews.report({ reviewId, reason: "other" });
    const reason = "Nothing is wrong with it";
    return byModerator(place, async ({ reviews }) => {
      await reviews.restore({ reviewId, reason });
      const [before, after] = [{ openReports: 1 }, { openReports: 0 }];
      return [
        { action: "review.reports_settled", subjectId: reviewId, before, after, reason, salonId: null },
      ];
    });
  },
  "favorites.add": async ({ api, salonId }) => {
    const alice = await api.signUp("Alice");
    return by(alice, async ({ favorites }) => {
      await favorites.add({ salonId });
      return [
        { action: "favorite.added", subjectId: salonId, before: null, after: { salonId }, salonId: null },
      ];
    });
  },
  "favorites.remove": async ({ api, salonId }) => {
    const alice = await api.signUp("Alice");
    await alice.api.favorites.add({ salonId });
    return by(alice, async ({ favorites }) => {
      await favorites.remove({ salonId });
      return [
        { action: "favorite.removed", subjectId: salonId, before: { salonId }, after: null, salonId: null },
      ];
    });
  },
} satisfies Record<string, Prepare>;

/** A guest's visit, done. */
async function visited({ api, bea, salonId, cutId, beaId, freeTime }: Place) {
  const items = [{ variantId: cutId, staffId: beaId }];
  const made = await api.anybody.bookings.create({ salonId, startsAt: freeTime(), items, client: GUEST });
  await bea.api.bookings.complete({ bookingId: made.id });
  const guest: Actor = { kind: "bookingHolder", token: made.bookingToken ?? "" };
  return { bookingId: made.id, guest };
}

async function reviewed(place: Place) {
  const { bookingId, guest } = await visited(place);
  const { id } = await place.api.as(guest).reviews.write({ bookingId, rating: 4 });
  return { reviewId: id, guest };
}

async function byModerator({ api }: Place, make: Change["make"]): Promise<Change> {
  const { userId } = await api.signUp("Max");
  const moderator: Actor = { kind: "user", userId, emailVerified: true, admin: "moderator" };
  return { by: moderator, make };
}
