import { expect, test } from "vitest";
import { allPages, expectInvalid, expectManagersOnly, expectRefusal } from "../testing/expectations.ts";
import { GUEST, monday, openSalonWithBea } from "../testing/salon-with-bea.ts";
import { openStaffedSalon } from "../testing/staffed-salon.ts";
import { openTestApi } from "../testing/index.ts";

test("chairs are chosen in the order of their making, until one is moved", async () => {
  await using api = await openTestApi();
  const { salonId, mona, bea } = await openStaffedSalon(api);
  const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Chair" });
  const names = ["Window", "Middle", "Door", "Mirror", "Corner"];
  for (const name of names) await mona.api.resources.create({ salonId, name, resourceTypeId });
  const chairs = await allPages((page) => bea.api.resources.list({ salonId, ...page }));
  expect(chairs.map(({ name, position }) => [name, position])).toEqual(names.map((name, i) => [name, i + 1]));
  const ref = { salonId, resourceId: chairs[0]?.id ?? "", ifVersion: 1 };
  const moved = await mona.api.resources.update({ ...ref, position: 8 });
  expect(moved).toMatchObject({ name: "Window", resourceTypeId, position: 8, version: 2 });
  expect(await bea.api.resources.get({ salonId, resourceId: moved.id })).toEqual(moved);
  await expectRefusal(api, "version_mismatch", () => mona.api.resources.update({ ...ref, name: "Bay" }));
  await expectRefusal(api, "version_mismatch", () => mona.api.resources.archive(ref));
});

test("each unit has a calendar of its own", async () => {
  await using api = await openTestApi();
  const { salonId, mona } = await openStaffedSalon(api);
  const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Room" });
  for (const name of ["Left", "Right"]) await mona.api.resources.create({ salonId, name, resourceTypeId });
  const calendars = await api.sql<{ kind: string }[]>`
    select distinct c.id, c.kind from resources u join calendars c on c.id = u.calendar_id`;
  expect(calendars.map(({ kind }) => kind)).toEqual(["resource", "resource"]);
});

test("a unit is of a kind that its own salon has", async () => {
  await using api = await openTestApi();
  const { salonId, mona, stranger, otherSalonId } = await openStaffedSalon(api);
  const theirs = await stranger.api.resourceTypes.create({ salonId: otherSalonId, name: "Chair" });
  await expectInvalid(api, "/resourceTypeId", () =>
    mona.api.resources.create({ salonId, name: "Chair 1", resourceTypeId: theirs.id }),
  );
});

test("a basin with a visit to come stays; once the visit is cancelled it may go", async () => {
  await using api = await openTestApi();
  const { salonId, owner, cutId, resources } = await openSalonWithBea(api, {
    resources: { basin: ["Basin 1"] },
    services: {
      cut: { segments: [["active", 60]], resources: ["basin"] },
      colour: { segments: [["active", 30]] },
    },
  });
  const ref = { salonId, resourceId: resources.get("Basin 1") ?? "" };
  const visit = { salonId, startsAt: monday("10:00"), items: [{ variantId: cutId }], client: GUEST };
  const { id: bookingId } = await owner.api.bookings.create(visit);
  await expectRefusal(api, "in_use", () => owner.api.resources.archive(ref));
  await owner.api.bookings.cancel({ bookingId });
  await owner.api.resources.archive(ref);
  expect((await owner.api.resources.list({ salonId })).items).toEqual([]);
  await expectRefusal(api, "not_found", () => owner.api.resources.get(ref));
  await expectRefusal(api, "resource_busy", () => owner.api.bookings.create(visit));
});

test("only managers edit chairs and rooms, and only their own salon's", async () => {
  await using api = await openTestApi();
  const salon = await openStaffedSalon(api);
  const { salonId, mona, stranger, otherSalonId } = salon;
  const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Chair" });
  const { id: resourceId } = await mona.api.resources.create({ salonId, name: "Chair 1", resourceTypeId });
  const ref = { salonId, resourceId };
  const chair = { salonId, name: "Chair 2", resourceTypeId };
  await expectManagersOnly(api, salon, (caller) => caller.resources.create(chair));
  await expectManagersOnly(api, salon, (caller) => caller.resources.update({ ...ref, name: "Stool" }));
  await expectManagersOnly(api, salon, (caller) => caller.resources.archive(ref));
  await expectRefusal(api, "unauthenticated", () => api.anybody.resources.list({ salonId }));
  const trespass = { salonId: otherSalonId, resourceId };
  await expectRefusal(api, "not_found", () => stranger.api.resources.update({ ...trespass, name: "Mine" }));
  await expectRefusal(api, "not_found", () => stranger.api.resources.archive(trespass));
  await expectRefusal(api, "not_found", () => stranger.api.resources.get(trespass));
});
