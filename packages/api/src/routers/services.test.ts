import { events } from "@salon/db/schema";
import { expect, test } from "vitest";
import { allPages, expectInvalid, expectManagersOnly, expectRefusal } from "../testing/expectations.ts";
import { serviceInput, variantInput } from "../testing/fixtures.ts";
import { firstVariant, openStaffedSalon } from "../testing/staffed-salon.ts";
import { openTestApi } from "../testing/index.ts";

test("a colour keeps its segments, its buffers and the basin that the last of them needs", async () => {
  await using api = await openTestApi();
  const { salonId, mona } = await openStaffedSalon(api);
  const chair = await mona.api.resourceTypes.create({ salonId, name: "Chair" });
  const basin = await mona.api.resourceTypes.create({ salonId, name: "Basin" });
  const category = await mona.api.serviceCategories.create({ salonId, name: "Colour" });
  const roots = variantInput({
    name: "Roots",
    price: { amountMinor: 8000 },
    priceType: "from",
    bufferAfterMinutes: 10,
    resources: [{ resourceTypeId: chair.id }],
    segments: [
      { kind: "active", minutes: 30 },
      { kind: "processing", minutes: 45 },
      { kind: "active", minutes: 15, resources: [{ resourceTypeId: basin.id, quantity: 2 }] },
    ],
  });
  const about = { name: "Colour", description: "Roots and lengths.", categoryId: category.id };
  const colour = await mona.api.services.create({ salonId, ...about, variants: [roots] });
  expect(colour).toMatchObject({ ...about, onlineBookable: true, addOnIds: [], version: 1 });
  expect(colour.variants).toEqual([
    {
      id: firstVariant(colour),
      name: "Roots",
      price: { amountMinor: 8000, currency: "EUR" },
      priceType: "from",
      durationMinutes: 90,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 10,
      resources: [{ resourceTypeId: chair.id, quantity: 1 }],
      segments: [
        { kind: "active", minutes: 30, resources: [] },
        { kind: "processing", minutes: 45, resources: [] },
        { kind: "active", minutes: 15, resources: [{ resourceTypeId: basin.id, quantity: 2 }] },
      ],
    },
  ]);
  expect(await api.anybody.services.get({ salonId, serviceId: colour.id })).toEqual(colour);
});

test("what is free or priced on request has no amount", async () => {
  await using api = await openTestApi();
  const { salonId, mona } = await openStaffedSalon(api);
  const free = variantInput({ name: "Fringe", priceType: "free", price: { amountMinor: 0 } });
  const onRequest = variantInput({ name: "Wedding", priceType: "on_request", price: { amountMinor: null } });
  const service = await mona.api.services.create(serviceInput(salonId, { variants: [free, onRequest] }));
  expect(service.variants.map(({ price }) => price.amountMinor)).toEqual([null, null]);
  const unpriced = variantInput({ price: { amountMinor: null } });
  await expect(
    mona.api.services.create(serviceInput(salonId, { variants: [unpriced] })),
  ).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("a new list of variants keeps those with an id, rewrites them whole, and archives those left out", async () => {
  await using api = await openTestApi();
  const { salonId, mona } = await openStaffedSalon(api);
  const basin = await mona.api.resourceTypes.create({ salonId, name: "Basin" });
  const resources = [{ resourceTypeId: basin.id, quantity: 1 }];
  const cut = await mona.api.services.create(
    serviceInput(salonId, {
      variants: [variantInput({ name: "Short" }), variantInput({ name: "Long", resources })],
    }),
  );
  const [short, long] = cut.variants;
  const segments = [{ kind: "active" as const, minutes: 60 }];
  const changed = await mona.api.services.update({
    salonId,
    serviceId: cut.id,
    ifVersion: 1,
    variants: [
      variantInput({ name: "Child" }),
      { ...variantInput({ name: "Long hair", segments }), id: long?.id },
    ],
  });
  expect(changed).toMatchObject({ version: 2, name: "Cut" });
  expect(changed.variants.map(({ name, durationMinutes }) => [name, durationMinutes])).toEqual([
    ["Child", 30],
    ["Long hair", 60],
  ]);
  expect(changed.variants[1]).toMatchObject({ id: long?.id, resources: [] });
  await expectRefusal(api, "variant_not_bookable", () =>
    mona.api.services.update({
      salonId,
      serviceId: cut.id,
      variants: [{ ...variantInput(), id: short?.id }],
    }),
  );
});

test("nobody does a variant that has gone, and own minutes go when they fit no more", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut, variantId, beaId, cleoId } = await openStaffedSalon(api);
  await mona.api.staff.setServices({
    salonId,
    staffId: beaId,
    services: [{ variantId, segmentMinutes: [20] }],
  });
  const segments = [
    { kind: "active" as const, minutes: 30 },
    { kind: "active" as const, minutes: 10 },
  ];
  const kept = { ...variantInput({ segments }), id: variantId };
  await mona.api.services.update({ salonId, serviceId: cut.id, variants: [kept] });
  const bea = await mona.api.staff.get({ salonId, staffId: beaId });
  expect(bea).toMatchObject({ version: 3, services: [{ variantId, segmentMinutes: null }] });
  expect(await mona.api.staff.get({ salonId, staffId: cleoId })).toMatchObject({ version: 1 });
  await mona.api.services.update({ salonId, serviceId: cut.id, variants: [variantInput({ name: "Other" })] });
  expect(await mona.api.staff.get({ salonId, staffId: cleoId })).toMatchObject({ version: 2, services: [] });
});

test("what is left out of a change keeps its value, and null empties it", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const ref = { salonId, serviceId: cut.id };
  await mona.api.services.update({ ...ref, description: "With a wash." });
  const renamed = await mona.api.services.update({ ...ref, name: "Haircut", onlineBookable: false });
  expect(renamed).toMatchObject({
    name: "Haircut",
    description: "With a wash.",
    onlineBookable: false,
    variants: cut.variants,
  });
  expect(await mona.api.services.update({ ...ref, description: null })).toMatchObject({
    description: null,
    version: 4,
  });
});

test("a service needs resource types and a category of its own salon", async () => {
  await using api = await openTestApi();
  const { salonId, mona, stranger, cut, otherSalonId } = await openStaffedSalon(api);
  const theirs = await stranger.api.resourceTypes.create({ salonId: otherSalonId, name: "Chair" });
  const theirCategory = await stranger.api.serviceCategories.create({
    salonId: otherSalonId,
    name: "Colour",
  });
  const need = [{ resourceTypeId: theirs.id }];
  const throughout = [variantInput(), variantInput({ resources: need })];
  await expectInvalid(api, "/variants/1/resources/0/resourceTypeId", () =>
    mona.api.services.create(serviceInput(salonId, { variants: throughout })),
  );
  const segments = [
    { kind: "active" as const, minutes: 30 },
    { kind: "processing" as const, minutes: 20, resources: need },
  ];
  await expectInvalid(api, "/variants/0/segments/1/resources/0/resourceTypeId", () =>
    mona.api.services.update({ salonId, serviceId: cut.id, variants: [variantInput({ segments })] }),
  );
  await expectInvalid(api, "/categoryId", () =>
    mona.api.services.create(serviceInput(salonId, { categoryId: theirCategory.id })),
  );
});

test("a change that has seen an older version is refused", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const ref = { salonId, serviceId: cut.id, ifVersion: 1 };
  await mona.api.services.update({ ...ref, name: "Haircut" });
  await expectRefusal(api, "version_mismatch", () => mona.api.services.update({ ...ref, name: "Trim" }));
  await expectRefusal(api, "version_mismatch", () => mona.api.services.archive(ref));
});

test("an archived service leaves the menu, with its variants, its add-ons and everybody's offers", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut, variantId, beaId } = await openStaffedSalon(api);
  const price = { amountMinor: 500 };
  const wash = await mona.api.addOns.create({
    salonId,
    name: "Wash",
    minutes: 10,
    price,
    serviceIds: [cut.id],
  });
  await mona.api.services.archive({ salonId, serviceId: cut.id });
  await expect(mona.api.services.get({ salonId, serviceId: cut.id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect((await api.anybody.services.list({ salonId })).items).toEqual([]);
  expect(await mona.api.addOns.get({ salonId, addOnId: wash.id })).toMatchObject({
    serviceIds: [],
    version: 2,
  });
  expect(await mona.api.staff.get({ salonId, staffId: beaId })).toMatchObject({ services: [], version: 2 });
  await expectRefusal(api, "not_found", () => mona.api.services.archive({ salonId, serviceId: cut.id }));
  await expectRefusal(api, "variant_not_bookable", () =>
    mona.api.staff.setServices({ salonId, staffId: beaId, services: [{ variantId }] }),
  );
});

test("the menu is read in pages, oldest first, by anybody", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const names = ["Colour", "Beard", "Braids", "Perm"];
  for (const name of names) await mona.api.services.create(serviceInput(salonId, { name }));
  const menu = await allPages((page) => api.anybody.services.list({ salonId, ...page }));
  expect(menu.map(({ name }) => name)).toEqual([cut.name, ...names]);
  await expectInvalid(api, "/cursor", () => api.anybody.services.list({ salonId, cursor: "bm9uc2Vuc2U" }));
});

test("the menu of a draft is its own people's to see", async () => {
  await using api = await openTestApi();
  const { salonId, rita, stranger, cut } = await openStaffedSalon(api, { sandbox: false });
  for (const outside of [api.anybody, stranger.api]) {
    await expect(outside.services.list({ salonId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(outside.services.get({ salonId, serviceId: cut.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
  expect((await rita.api.services.list({ salonId })).items).toHaveLength(1);
});

test("only managers edit the menu, and only their own salon's", async () => {
  await using api = await openTestApi();
  const salon = await openStaffedSalon(api);
  const { salonId, cut, stranger, otherSalonId } = salon;
  await expectManagersOnly(api, salon, (caller) => caller.services.create(serviceInput(salonId)));
  await expectManagersOnly(api, salon, (caller) =>
    caller.services.update({ salonId, serviceId: cut.id, name: "Trim" }),
  );
  await expectManagersOnly(api, salon, (caller) => caller.services.archive({ salonId, serviceId: cut.id }));
  const trespass = { salonId: otherSalonId, serviceId: cut.id };
  await expectRefusal(api, "not_found", () => stranger.api.services.update({ ...trespass, name: "Trim" }));
  await expectRefusal(api, "not_found", () => stranger.api.services.archive(trespass));
  await expectRefusal(api, "not_found", () => stranger.api.services.get(trespass));
});

test("every change of the menu is told by one event", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const before = (await api.db.select().from(events)).length;
  await mona.api.services.update({ salonId, serviceId: cut.id, name: "Haircut" });
  await mona.api.services.archive({ salonId, serviceId: cut.id });
  const told = (await api.db.select().from(events)).slice(before);
  expect(told.map(({ type, data }) => [type, data])).toEqual([
    ["salon.rules_changed", { rules: "catalog", action: "updated", serviceId: cut.id }],
    ["salon.rules_changed", { rules: "catalog", action: "archived", serviceId: cut.id }],
  ]);
});
