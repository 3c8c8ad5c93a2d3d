import { by } from "./change.ts";
import type { Prepare } from "./change.ts";

/** Calendars that other programs subscribe to. */
export const calendarFeedChanges = {
  "calendarFeeds.create": ({ bea, salonId, beaId }) =>
    by(bea, async ({ calendarFeeds }) => {
      const { id } = await calendarFeeds.create({ salonId, staffId: beaId });
      const after = { staffId: beaId, userId: bea.userId };
      return [{ action: "calendar_feed.created", subjectId: id, before: null, after }];
    }),
  "calendarFeeds.remove": async ({ mona, salonId }) => {
    const { id } = await mona.api.calendarFeeds.create({ salonId });
    return by(mona, async ({ calendarFeeds }) => {
      await calendarFeeds.remove({ salonId, feedId: id });
      const before = { staffId: null, userId: mona.userId };
      return [{ action: "calendar_feed.deleted", subjectId: id, before, after: null }];
    });
  },
} satisfies Record<string, Prepare>;
