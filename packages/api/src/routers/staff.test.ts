import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { allPages, expectInvalid, expectManagersOnly, expectRefusal } from "../testing/expectations.ts";
import { serviceInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import { GUEST, monday, openSalonWithBea } from "../testing/salon-with-bea.ts";
import { firstVariant, openStaffedSalon } from "../testing/staffed-salon.ts";
import { waiting } from "../testing/lock-waits.ts";

test("Bea cuts at her own price and in her own minutes, for everybody to see but for her account", async () => {
  await using api = await openTestApi();
  const { salonId, mona, rita, stranger, bea, beaId, variantId } = await openStaffedSalon(api);
  const profile = { title: "Master stylist", bio: "Curls.", name: "Beatrice" };
  await mona.api.staff.update({ salonId, staffId: beaId, ...profile });
  const offer = { variantId, price: { amountMinor: 5500 }, segmentMinutes: [45] };
  const seen = await mona.api.staff.setServices({ salonId, staffId: beaId, ifVersion: 2, services: [offer] });
  expect(seen).toMatchObject({
    ...profile,
    position: 1,
    bookable: true,
    userId: bea.userId,
    services: [{ variantId, price: { amountMinor: 5500, currency: "EUR" }, segmentMinutes: [45] }],
    version: 3,
  });
  expect(await rita.api.staff.get({ salonId, staffId: beaId })).toEqual(seen);
  const { userId: _, ...face } = seen;
  for (const outside of [api.anybody, stranger.api]) {
    expect(await outside.staff.get({ salonId, staffId: beaId })).toEqual(face);
    expect((await outside.staff.list({ salonId })).items[0]).toEqual(face);
  }
});

test("staff stand in the order in which they came, until one is moved, and are read in pages", async () => {
  await using api = await openTestApi();
  const { salonId, mona, beaId } = await openStaffedSalon(api);
  for (const name of ["Dora", "Emil", "Fay"]) await mona.api.staff.create({ salonId, name });
  const namesOf = async () =>
    (await allPages((page) => api.anybody.staff.list({ salonId, ...page }))).map(({ name }) => name);
  expect(await namesOf()).toEqual(["Bea", "Cleo", "Dora", "Emil", "Fay"]);
  await mona.api.staff.update({ salonId, staffId: beaId, position: 4 });
  expect(await namesOf()).toEqual(["Cleo", "Dora", "Bea", "Emil", "Fay"]);
});

test("somebody offers only what is on the menu of their salon, minutes for each segment", async () => {
  await using api = await openTestApi();
  const { salonId, mona, stranger, otherSalonId, beaId, variantId } = await openStaffedSalon(api);
  const theirs = await stranger.api.services.create(serviceInput(otherSalonId));
  const ref = { salonId, staffId: beaId };
  for (const unknown of [firstVariant(theirs), randomUUID()]) {
    const services = [{ variantId }, { variantId: unknown }];
    await expectRefusal(api, "variant_not_bookable", () => mona.api.staff.setServices({ ...ref, services }));
    await expectRefusal(api, "variant_not_bookable", () =>
      mona.api.staff.create({ salonId, name: "Dora", services }),
    );
  }
  await expectInvalid(api, "/services/0/segmentMinutes", () =>
    mona.api.staff.setServices({ ...ref, services: [{ variantId, segmentMinutes: [20, 20] }] }),
  );
  const twice = mona.api.staff.setServices({ ...ref, services: [{ variantId }, { variantId }] });
  await expect(twice).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(await mona.api.staff.setServices({ ...ref, services: [] })).toMatchObject({
    services: [],
    version: 2,
  });
});

test("an account behind a profile is a member's, and has one profile", async () => {
  await using api = await openTestApi();
  const { salonId, mona, olga, stranger, bea, beaId, cleoId } = await openStaffedSalon(api);
  await expectInvalid(api, "/userId", () =>
    mona.api.staff.create({ salonId, name: "Stranger", userId: stranger.userId }),
  );
  await expectRefusal(api, "already_exists", () =>
    mona.api.staff.update({ salonId, staffId: cleoId, userId: bea.userId }),
  );
  await expectRefusal(api, "already_exists", () =>
    mona.api.staff.create({ salonId, name: "Bea again", userId: bea.userId }),
  );
  expect(await mona.api.staff.create({ salonId, name: "Olga", userId: olga.userId })).toMatchObject({
    userId: olga.userId,
  });
  expect(await mona.api.staff.update({ salonId, staffId: beaId, userId: null })).toMatchObject({
    userId: null,
  });
});

test("a profile that changed since it was read is left alone", async () => {
  await using api = await openTestApi();
  const { salonId, mona, beaId } = await openStaffedSalon(api);
  const ref = { salonId, staffId: beaId, ifVersion: 1 };
  await mona.api.staff.update({ ...ref, bookable: false });
  await expectRefusal(api, "version_mismatch", () => mona.api.staff.update({ ...ref, name: "B." }));
  await expectRefusal(api, "version_mismatch", () => mona.api.staff.setServices({ ...ref, services: [] }));
  await expectRefusal(api, "version_mismatch", () => mona.api.staff.archive(ref));
});

test("Bea stays while a visit to come names her, and her account is free again once she has gone", async () => {
  await using api = await openTestApi();
  const { salonId, owner, beaId, cutId } = await openSalonWithBea(api);
  const ref = { salonId, staffId: beaId };
  const visit = { salonId, startsAt: monday("10:00"), items: [{ variantId: cutId, staffId: beaId }] };
  await owner.api.staff.update({ ...ref, userId: owner.userId });
  const { id: bookingId } = await owner.api.bookings.create({ ...visit, client: GUEST });
  await expectRefusal(api, "in_use", () => owner.api.staff.archive(ref));
  await owner.api.bookings.cancel({ bookingId });
  await owner.api.staff.archive(ref);
  await expectRefusal(api, "not_found", () => owner.api.staff.get(ref));
  expect((await api.anybody.staff.list({ salonId })).items).toEqual([]);
  await expectRefusal(api, "staff_not_bookable", () =>
    owner.api.bookings.create({ ...visit, client: GUEST }),
  );
  await owner.api.staff.create({ salonId, name: "Bea", userId: owner.userId });
});

test("a hold keeps Bea in the salon until it expires, swept up or not", async () => {
  await using api = await openTestApi();
  const { salonId, owner, beaId, cutId } = await openSalonWithBea(api);
  const ref = { salonId, staffId: beaId };
  const items = [{ variantId: cutId, staffId: beaId }];
  await api.anybody.bookings.create({ salonId, startsAt: monday("10:00"), items, hold: true });
  await expectRefusal(api, "in_use", () => owner.api.staff.archive(ref));
  await api.sql`update salons set test_now = test_now + interval '11 minutes' where id = ${salonId}`;
  await owner.api.staff.archive(ref);
  expect(await api.sql`select from bookings where salon_id = ${salonId} and status = 'held'`).toHaveLength(1);
});

test("only managers edit staff, and only those of their own salon", async () => {
  await using api = await openTestApi();
  const salon = await openStaffedSalon(api);
  const { salonId, stranger, otherSalonId, beaId, variantId } = salon;
  const ref = { salonId, staffId: beaId };
  await expectManagersOnly(api, salon, (caller) => caller.staff.create({ salonId, name: "Dora" }));
  await expectManagersOnly(api, salon, (caller) => caller.staff.update({ ...ref, name: "B." }));
  await expectManagersOnly(api, salon, (caller) =>
    caller.staff.setServices({ ...ref, services: [{ variantId }] }),
  );
  await expectManagersOnly(api, salon, (caller) => caller.staff.archive(ref));
  await expectManagersOnly(api, salon, (caller) => caller.staff.share(ref));
  const trespass = { salonId: otherSalonId, staffId: beaId };
  await expectRefusal(api, "not_found", () => stranger.api.staff.get(trespass));
  await expectRefusal(api, "not_found", () => stranger.api.staff.update({ ...trespass, name: "Mine" }));
  await expectRefusal(api, "not_found", () => stranger.api.staff.setServices({ ...trespass, services: [] }));
  await expectRefusal(api, "not_found", () => stranger.api.staff.archive(trespass));
  await expectInvalid(api, "/staffId", () => stranger.api.staff.share(trespass));
});

test("a booking that waits while Bea goes is refused", async () => {
  await using api = await openTestApi();
  const { salonId, owner, beaId, cutId } = await openSalonWithBea(api);
  const items = [{ variantId: cutId, staffId: beaId }];
  const { gone, booked } = await api.sql.begin(async (tx) => {
    await tx`select from calendars where id = (select calendar_id from staff where id = ${beaId}) for update`;
    const going = owner.api.staff.archive({ salonId, staffId: beaId });
    await waiting(api, 1);
    const booking = api.anybody.bookings.create({ salonId, startsAt: monday("10:00"), items, client: GUEST });
    await waiting(api, 2);
    return { gone: Promise.allSettled([going]), booked: Promise.allSettled([booking]) };
  });
  expect(await gone).toMatchObject([{ status: "fulfilled" }]);
  expect(await booked).toMatchObject([{ reason: { cause: { reason: "staff_not_bookable" } } }]);
});
