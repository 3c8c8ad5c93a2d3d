import { by } from "./change.ts";
import type { Place, Prepare } from "./change.ts";

const DAYS = { from: "2027-06-14", to: "2027-07-31" };
const WAITS = { status: "waiting", version: 1 };

async function ritaWaits({ rita, salonId, cutId }: Place): Promise<string> {
  const items = [{ variantId: cutId }];
  const { id } = await rita.api.waitlist.join({ salonId, items, ...DAYS });
  return id;
}

/** Who waits for time, and what they are offered. */
export const waitlistChanges = {
  "waitlist.join": ({ mona, salonId, cutId }) =>
    by(mona, async ({ waitlist }) => {
      const client = { name: "Alice", email: "alice@example.com" };
      const made = await waitlist.join({ salonId, items: [{ variantId: cutId }], ...DAYS, client });
      return [
        { action: "client.created", subjectId: made.client.id, before: null, after: { version: 1 } },
        { action: "waitlist_entry.created", subjectId: made.id, before: null, after: WAITS },
      ];
    }),
  "waitlist.leave": async (place) => {
    const { mona, salonId } = place;
    const entryId = await ritaWaits(place);
    return by(mona, async ({ waitlist }) => {
      await waitlist.leave({ salonId, entryId });
      const after = { status: "left", version: 2 };
      return [{ action: "waitlist_entry.left", subjectId: entryId, before: WAITS, after }];
    });
  },
  "waitlist.offer": async (place) => {
    const { mona, salonId, freeTime } = place;
    const entryId = await ritaWaits(place);
    return by(mona, async ({ waitlist }) => {
      const { offeredBookingId } = await waitlist.offer({ salonId, entryId, startsAt: freeTime() });
      const bookingId = offeredBookingId ?? "";
      const before = { ...WAITS, offeredBookingId: null };
      const after = { status: "offered", version: 2, offeredBookingId };
      return [
        { action: "booking.held", subjectId: bookingId, before: null, after: { status: "held", version: 1 } },
        { action: "waitlist_entry.offered", subjectId: entryId, before, after },
      ];
    });
  },
} satisfies Record<string, Prepare>;
