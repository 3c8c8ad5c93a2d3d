import { expect, test } from "vitest";
import { openDesk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import { monday } from "../testing/salon-with-bea.ts";

test("a client's record counts who came, who did not, and who cancelled late", async () => {
  await using api = await openTestApi();
  const { salonId, rita, mona, cutId, beaId } = await openDesk(api);
  const { id } = await rita.api.clients.create({ salonId, name: "Alice" });
  const book = (time: "09:00" | "10:00" | "11:00" | "12:00") =>
    rita.api.bookings.create({
      salonId,
      startsAt: monday(time),
      items: [{ variantId: cutId, staffId: beaId }],
      client: { id },
    });
  const visits = async () => (await rita.api.clients.get({ salonId, clientId: id })).visits;
  expect(await visits()).toEqual({ completed: 0, noShows: 0, lateCancellations: 0, lastVisitAt: null });
  const [came, missed, late] = [await book("09:00"), await book("10:00"), await book("11:00")];
  await book("12:00");
  await api.sql`update salons set test_now = ${monday("09:30")} where id = ${salonId}`;
  await rita.api.bookings.checkIn({ bookingId: came.id });
  await rita.api.bookings.start({ bookingId: came.id });
  await rita.api.bookings.complete({ bookingId: came.id });
  await api.sql`update salons set test_now = ${monday("10:30")} where id = ${salonId}`;
  await rita.api.bookings.noShow({ bookingId: missed.id });
  await api.sql`update bookings set status = 'cancelled_by_client', late = true where id = ${late.id}`;
  await api.sql`delete from allocations where booking_id = ${late.id}`;
  expect(await visits()).toEqual({
    completed: 1,
    noShows: 1,
    lateCancellations: 1,
    lastVisitAt: monday("09:00"),
  });
  await mona.api.bookings.reopen({ bookingId: missed.id });
  expect(await visits()).toMatchObject({ noShows: 0 });
});

test("a stylist is told of the visits to them, and not of those to a colleague", async () => {
  await using api = await openTestApi();
  const { salonId, rita, bea, cutId, beaId, annId } = await openDesk(api);
  const { id } = await rita.api.clients.create({ salonId, name: "Alice" });
  const beServed = async (time: "09:00" | "11:00", staffId: string) => {
    const visit = { salonId, startsAt: monday(time), items: [{ variantId: cutId, staffId }], client: { id } };
    const { id: bookingId } = await rita.api.bookings.create(visit);
    await rita.api.bookings.complete({ bookingId });
  };
  await beServed("09:00", beaId);
  await beServed("11:00", annId);
  const told = async ({ api: caller }: typeof bea) =>
    (await caller.clients.get({ salonId, clientId: id })).visits;
  expect(await told(rita)).toMatchObject({ completed: 2, lastVisitAt: monday("11:00") });
  expect(await told(bea)).toMatchObject({ completed: 1, lastVisitAt: monday("09:00") });
});
