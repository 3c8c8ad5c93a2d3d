import type { DemoSalon } from "./demo-salon.ts";
import type { Customers } from "./fill-calendar.ts";
import { dateIn, idOf } from "./furnish.ts";
import type { FurnishedSalon } from "./furnish.ts";

type Place = { readonly salon: DemoSalon; readonly furnished: FurnishedSalon; readonly customers: Customers };

/** Alice and Ben say in turn how it was, the salon answers some of it, and Alice keeps the salon in mind. */
export async function reviewVisits({ salon, furnished, customers }: Place): Promise<void> {
  const { salonId, desk } = furnished;
  const byTurns = [customers.alice, customers.ben];
  const visits = await Promise.all(
    byTurns.map(async (api) => {
      const { items } = await api.bookings.mine({ status: ["completed"], limit: 100 });
      return items.filter((visit) => visit.salonId === salonId);
    }),
  );
  for (const [nth, { reply, ...said }] of salon.reviews.entries()) {
    const turn = nth % byTurns.length;
    const visit = visits[turn]?.shift();
    if (!visit) continue;
    const staff = [...new Set(visit.items.map(({ staffId }) => staffId))].map((staffId) => ({
      staffId,
      rating: said.rating,
    }));
    const written = await byTurns[turn]?.reviews.write({ bookingId: visit.id, ...said, staff });
    if (reply && written) await desk.reviews.reply({ reviewId: written.id, text: reply });
  }
  await customers.alice.favorites.add({ salonId });
}

/** Ben waits for a day on which the salon is closed: should it open after all, he is offered a time. */
export async function waitForClosedDay({ salon, furnished, customers }: Place): Promise<void> {
  const closed = salon.overrides.find(({ hours }) => hours.length === 0);
  const [variant = ""] = salon.visits[0] ?? [];
  if (!closed) return;
  const date = dateIn(salon, closed.inDays);
  const items = [{ variantId: idOf(furnished.variants, variant) }];
  await customers.ben.waitlist.join({ salonId: furnished.salonId, items, from: date, to: date });
}
