import { expect, test } from "vitest";
import { allPages, expectInvalid, expectManagersOnly, expectRefusal } from "../testing/expectations.ts";
import { serviceInput } from "../testing/fixtures.ts";
import { openStaffedSalon } from "../testing/staffed-salon.ts";
import { openTestApi } from "../testing/index.ts";

const wash = { name: "Wash", minutes: 10, price: { amountMinor: 500 } };

test("a wash goes with the cut, and the menu says so", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const made = await mona.api.addOns.create({ salonId, ...wash, serviceIds: [cut.id] });
  expect(made).toMatchObject({
    ...wash,
    price: { amountMinor: 500, currency: "EUR" },
    serviceIds: [cut.id],
    version: 1,
  });
  expect(await api.anybody.addOns.get({ salonId, addOnId: made.id })).toEqual(made);
  const ref = { salonId, serviceId: cut.id };
  expect(await api.anybody.services.get(ref)).toMatchObject({ addOnIds: [made.id], version: 2 });
});

test("an add-on moves from one service to another, and both are at a new version", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const perm = await mona.api.services.create(serviceInput(salonId, { name: "Perm" }));
  const beard = await mona.api.services.create(serviceInput(salonId, { name: "Beard" }));
  const { id: addOnId } = await mona.api.addOns.create({ salonId, ...wash, serviceIds: [cut.id, beard.id] });
  const moved = await mona.api.addOns.update({
    salonId,
    addOnId,
    ifVersion: 1,
    price: { amountMinor: 700 },
    serviceIds: [beard.id, perm.id],
  });
  expect(moved).toMatchObject({ name: "Wash", price: { amountMinor: 700 }, version: 2 });
  expect(moved.serviceIds.toSorted()).toEqual([beard.id, perm.id].toSorted());
  const { items } = await mona.api.services.list({ salonId });
  expect(items.map(({ name, addOnIds, version }) => [name, addOnIds, version])).toEqual([
    ["Cut", [], 3],
    ["Perm", [addOnId], 2],
    ["Beard", [addOnId], 2],
  ]);
});

test("an add-on goes only with services of its own salon", async () => {
  await using api = await openTestApi();
  const { salonId, mona, stranger, cut, otherSalonId } = await openStaffedSalon(api);
  const theirs = await stranger.api.services.create(serviceInput(otherSalonId));
  await expectInvalid(api, "/serviceIds/1", () =>
    mona.api.addOns.create({ salonId, ...wash, serviceIds: [cut.id, theirs.id] }),
  );
  const { id: addOnId } = await mona.api.addOns.create({ salonId, ...wash, serviceIds: [] });
  await expectInvalid(api, "/serviceIds/0", () =>
    mona.api.addOns.update({ salonId, addOnId, serviceIds: [theirs.id] }),
  );
  await expect(
    mona.api.addOns.update({ salonId, addOnId, serviceIds: [cut.id, cut.id] }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("an add-on that goes is taken from its services", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const { id: addOnId } = await mona.api.addOns.create({ salonId, ...wash, serviceIds: [cut.id] });
  await expectRefusal(api, "version_mismatch", () =>
    mona.api.addOns.archive({ salonId, addOnId, ifVersion: 7 }),
  );
  await mona.api.addOns.archive({ salonId, addOnId, ifVersion: 1 });
  await expectRefusal(api, "not_found", () => mona.api.addOns.get({ salonId, addOnId }));
  expect((await api.anybody.addOns.list({ salonId })).items).toEqual([]);
  expect(await mona.api.services.get({ salonId, serviceId: cut.id })).toMatchObject({
    addOnIds: [],
    version: 3,
  });
});

test("add-ons are read in pages, oldest first", async () => {
  await using api = await openTestApi();
  const { salonId, mona } = await openStaffedSalon(api);
  const names = ["Wash", "Mask", "Massage", "Gloss", "Braid"];
  for (const name of names) await mona.api.addOns.create({ salonId, ...wash, name, serviceIds: [] });
  const addOns = await allPages((page) => api.anybody.addOns.list({ salonId, ...page }));
  expect(addOns.map(({ name }) => name)).toEqual(names);
});

test("only managers edit add-ons, and only their own salon's", async () => {
  await using api = await openTestApi();
  const salon = await openStaffedSalon(api);
  const { salonId, mona, stranger, otherSalonId } = salon;
  const { id: addOnId } = await mona.api.addOns.create({ salonId, ...wash, serviceIds: [] });
  await expectManagersOnly(api, salon, (caller) =>
    caller.addOns.create({ salonId, ...wash, serviceIds: [] }),
  );
  await expectManagersOnly(api, salon, (caller) => caller.addOns.update({ salonId, addOnId, minutes: 5 }));
  await expectManagersOnly(api, salon, (caller) => caller.addOns.archive({ salonId, addOnId }));
  const trespass = { salonId: otherSalonId, addOnId };
  await expectRefusal(api, "not_found", () => stranger.api.addOns.update({ ...trespass, minutes: 5 }));
  await expectRefusal(api, "not_found", () => stranger.api.addOns.archive(trespass));
  await expectRefusal(api, "not_found", () => stranger.api.addOns.get(trespass));
});
