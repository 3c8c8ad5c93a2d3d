import type { CreatedBooking } from "@salon/contracts";
import { expect } from "vitest";
import { GUEST } from "../salon-with-bea.ts";
import { by, PERSONAL } from "./change.ts";
import type { Change, Kept, Place, Prepare } from "./change.ts";

const NEW_CLIENT = { name: PERSONAL, email: PERSONAL, phone: null, notes: null, version: 1 };

/** A booking's life, by its holder and by the desk. */
export const bookingChanges = {
  "bookings.create": ({ salonId, cutId, beaId, freeTime }) => {
    const startsAt = freeTime();
    return {
      by: { kind: "anonymous" },
      make: async ({ bookings }) => {
        const items = [{ variantId: cutId, staffId: beaId }];
        const made = await bookings.create({ salonId, startsAt, items, client: GUEST, note: "Has a cold" });
        const after = {
          status: "confirmed",
          version: 1,
          startsAt: startsAt.toISOString(),
          clientId: made.client?.id,
          note: PERSONAL,
          total: made.total,
          items: [expect.objectContaining({ variantId: cutId, staffId: beaId, segmentMinutes: [60] })],
          priceLines: made.priceLines,
        };
        return [newClient(made), { action: "booking.created", subjectId: made.id, before: null, after }];
      },
    };
  },
  "bookings.confirm": async (place) => {
    const { id, bookingToken } = await hold(place);
    return byHolder(bookingToken, async ({ bookings }) => {
      const made = await bookings.confirm({ bookingId: id, client: GUEST });
      const before = {
        status: "held",
        version: 1,
        clientId: null,
        holdExpiresAt: expect.any(String) as string,
      };
      const after = { status: "confirmed", version: 2, clientId: made.client?.id, holdExpiresAt: null };
      return [newClient(made), { action: "booking.confirmed", subjectId: id, before, after }];
    });
  },
  "bookings.release": async (place) => {
    const { id, bookingToken } = await hold(place);
    return byHolder(bookingToken, async ({ bookings }) => {
      await bookings.release({ bookingId: id });
      return [moved("released", id, "held", "released")];
    });
  },
  "bookings.cancel": async (place) => {
    const { id, bookingToken } = await book(place);
    return byHolder(bookingToken, async ({ bookings }) => {
      await bookings.cancel({ bookingId: id, reason: "Ill" });
      const before = { status: "confirmed", version: 1, cancelReason: null };
      const after = { status: "cancelled_by_client", version: 2, cancelReason: PERSONAL };
      return [{ action: "booking.cancelled", subjectId: id, before, after }];
    });
  },
  "bookings.reschedule": async (place) => {
    const { id, startsAt, endsAt } = await book(place);
    const to = place.freeTime();
    return by(place.rita, async ({ bookings }) => {
      const made = await bookings.reschedule({ bookingId: id, startsAt: to });
      const timesOf = (from: Date, until: Date, version: number) => ({
        startsAt: from.toISOString(),
        endsAt: until.toISOString(),
        items: [expect.objectContaining({ staffId: place.beaId, startsAt: from.toISOString() })],
        version,
      });
      const [before, after] = [timesOf(startsAt, endsAt, 1), timesOf(to, made.endsAt, 2)];
      return [{ action: "booking.rescheduled", subjectId: id, before, after }];
    });
  },
  "bookings.update": async (place) => {
    const { id, items, total, priceLines } = await book(place);
    return by(place.mona, async ({ bookings }) => {
      const prices = items.map((item) => ({ itemId: item.id, amountMinor: 100 }));
      const made = await bookings.update({ bookingId: id, note: "Ring twice", prices });
      const before = { note: null, total, priceLines, version: 1 };
      const after = { note: PERSONAL, total: made.total, priceLines: made.priceLines, version: 2 };
      return [{ action: "booking.updated", subjectId: id, before, after }];
    });
  },
  "bookings.approve": async (place) => {
    const { id } = await ask(place);
    return by(place.rita, async ({ bookings }) => {
      await bookings.approve({ bookingId: id });
      return [moved("approved", id, "pending", "confirmed")];
    });
  },
  "bookings.decline": async (place) => {
    const { id } = await ask(place);
    return by(place.rita, async ({ bookings }) => {
      await bookings.decline({ bookingId: id });
      return [moved("declined", id, "pending", "declined")];
    });
  },
  "bookings.checkIn": async (place) => {
    const { id } = await book(place);
    return by(place.rita, async ({ bookings }) => {
      await bookings.checkIn({ bookingId: id });
      return [moved("checked_in", id, "confirmed", "checked_in")];
    });
  },
  "bookings.start": async (place) => {
    const { id } = await book(place);
    return by(place.bea, async ({ bookings }) => {
      await bookings.start({ bookingId: id });
      return [moved("started", id, "confirmed", "in_service")];
    });
  },
  "bookings.complete": async (place) => {
    const { id } = await book(place);
    return by(place.bea, async ({ bookings }) => {
      await bookings.complete({ bookingId: id });
      return [moved("completed", id, "confirmed", "completed")];
    });
  },
  "bookings.noShow": async (place) => {
    const { id } = await book(place);
    return by(place.rita, async ({ bookings }) => {
      await bookings.noShow({ bookingId: id });
      return [moved("no_show", id, "confirmed", "no_show")];
    });
  },
  "bookings.reopen": async (place) => {
    const { id } = await book(place, new Date("2027-06-07T10:00:00Z"));
    await place.rita.api.bookings.noShow({ bookingId: id });
    return by(place.mona, async ({ bookings }) => {
      await bookings.reopen({ bookingId: id });
      return [moved("reopened", id, "no_show", "confirmed", 2)];
    });
  },
} satisfies Record<string, Prepare>;

async function book(
  { api, salonId, cutId, beaId, freeTime }: Place,
  startsAt = freeTime(),
): Promise<CreatedBooking> {
  const items = [{ variantId: cutId, staffId: beaId }];
  return api.anybody.bookings.create({ salonId, startsAt, items, client: GUEST });
}

async function hold({ api, salonId, cutId, beaId, freeTime }: Place): Promise<CreatedBooking> {
  const items = [{ variantId: cutId, staffId: beaId }];
  return api.anybody.bookings.create({ salonId, startsAt: freeTime(), items, hold: true });
}

/** A booking that waits for the salon's approval. */
async function ask(place: Place): Promise<CreatedBooking> {
  const { mona, salonId } = place;
  await mona.api.salons.setPolicy({ salonId, requiresApproval: true });
  const asked = await book(place);
  await mona.api.salons.setPolicy({ salonId, requiresApproval: false });
  return asked;
}

function byHolder(token = "", make: Change["make"]): Change {
  return { by: { kind: "bookingHolder", token }, make };
}

function newClient({ client }: Pick<CreatedBooking, "client">): Kept {
  return { action: "client.created", subjectId: client?.id ?? "", before: null, after: NEW_CLIENT };
}

function moved(how: string, bookingId: string, from: string, to: string, version = 1): Kept {
  const before = { status: from, version };
  const after = { status: to, version: version + 1 };
  return { action: `booking.${how}`, subjectId: bookingId, before, after };
}
