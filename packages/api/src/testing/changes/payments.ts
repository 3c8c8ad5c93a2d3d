import { by, PERSONAL } from "./change.ts";
import type { Place, Prepare } from "./change.ts";

/** What is paid at the desk. */
export const paymentChanges = {
  "payments.record": async (place) => {
    const bookingId = await visitOf(place);
    return by(place.rita, async ({ payments }) => {
      const { id } = await payments.record({
        bookingId,
        method: "cash",
        amountMinor: 500,
        note: "For Alice",
      });
      const after = { bookingId, method: "cash", amountMinor: 500, tipMinor: 0, note: PERSONAL };
      return [{ action: "payment.recorded", subjectId: id, before: null, after }];
    });
  },
  "payments.refund": async (place) => {
    const bookingId = await visitOf(place);
    const paid = await place.rita.api.payments.record({ bookingId, method: "card", amountMinor: 500 });
    return by(place.mona, async ({ payments }) => {
      const refund = { bookingId, paymentId: paid.id, amountMinor: 200, reason: "Alice was unhappy" };
      const { id } = await payments.refund(refund);
      const after = { refundOf: paid.id, amountMinor: -200, note: PERSONAL };
      return [{ action: "payment.refunded", subjectId: id, before: null, after }];
    });
  },
} satisfies Record<string, Prepare>;

async function visitOf({ rita, salonId, cutId, beaId, freeTime }: Place): Promise<string> {
  const items = [{ variantId: cutId, staffId: beaId }];
  const client = { name: "Alice" };
  const { id } = await rita.api.bookings.create({ salonId, startsAt: freeTime(), items, client });
  return id;
}
