import type { Scene } from "./fill-calendar.ts";

/** Alice and Ben say in turn how it was, the salon answers some of it, and Alice keeps the salon in mind. */
export async function reviewVisits({ salon, furnished, customers }: Omit<Scene, "chance">): Promise<void> {
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
