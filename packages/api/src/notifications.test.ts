import { expect, test } from "vitest";
import { openTestApi } from "./testing/index.ts";
import { GUEST, monday, openSalonWithBea } from "./testing/salon-with-bea.ts";
import { told } from "./testing/told.ts";

test("a guest who books gets one mail: what, when by the salon's clock, and a link", async () => {
  await using api = await openTestApi();
  const { salonId, cutId } = await openSalonWithBea(api);
  const booking = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId }],
    client: GUEST,
  });
  const mails = await told(api);
  expect(mails.filter(({ to }) => to === GUEST.email)).toHaveLength(1);
  expect(mails[0]?.subject).toMatch(/^Booked: /);
  expect(mails[0]?.text).toContain("Monday, 14 June 2027 at 10:00 (Europe/Berlin)");
  expect(mails[0]?.link).toContain(`/manage/${booking.id}#link.`);
});
