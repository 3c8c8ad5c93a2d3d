import { expect, test } from "vitest";
import { allPages, expectInvalid, expectManagersOnly, expectRefusal } from "../testing/expectations.ts";
import { serviceInput } from "../testing/fixtures.ts";
import { openStaffedSalon } from "../testing/staffed-salon.ts";
import { openTestApi } from "../testing/index.ts";

test("the sections of the menu stand in the order of their making, until one is moved", async () => {
  await using api = await openTestApi();
  const { salonId, mona } = await openStaffedSalon(api);
  const names = ["Hair", "Colour", "Beard", "Nails", "Skin"];
  for (const name of names) await mona.api.serviceCategories.create({ salonId, name });
  const sections = await allPages((page) => api.anybody.serviceCategories.list({ salonId, ...page }));
  expect(sections.map(({ name, position }) => [name, position])).toEqual(
    names.map((name, i) => [name, i + 1]),
  );
  const [hair] = sections;
  const ref = { salonId, categoryId: hair?.id ?? "" };
  const moved = await mona.api.serviceCategories.update({
    ...ref,
    ifVersion: 1,
    position: 9,
    name: "Haircuts",
  });
  expect(moved).toMatchObject({ name: "Haircuts", position: 9, version: 2 });
  expect(await api.anybody.serviceCategories.get(ref)).toEqual(moved);
  const { items } = await api.anybody.serviceCategories.list({ salonId });
  expect(items.map(({ name }) => name)).toEqual(["Colour", "Beard", "Nails", "Skin", "Haircuts"]);
});

test("a section that goes leaves its services on the menu", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const { id: categoryId } = await mona.api.serviceCategories.create({ salonId, name: "Hair" });
  const perm = await mona.api.services.create(serviceInput(salonId, { name: "Perm", categoryId }));
  await mona.api.serviceCategories.archive({ salonId, categoryId });
  expect((await api.anybody.serviceCategories.list({ salonId })).items).toEqual([]);
  expect(await mona.api.services.get({ salonId, serviceId: perm.id })).toMatchObject({
    categoryId: null,
    version: 2,
  });
  expect(await mona.api.services.get({ salonId, serviceId: cut.id })).toEqual(cut);
  await expectRefusal(api, "not_found", () => mona.api.serviceCategories.get({ salonId, categoryId }));
  await expectInvalid(api, "/categoryId", () =>
    mona.api.services.update({ salonId, serviceId: cut.id, categoryId }),
  );
});

test("a section that changed since it was read is neither changed nor archived", async () => {
  await using api = await openTestApi();
  const { salonId, mona } = await openStaffedSalon(api);
  const { id: categoryId } = await mona.api.serviceCategories.create({ salonId, name: "Hair" });
  const ref = { salonId, categoryId, ifVersion: 1 };
  await mona.api.serviceCategories.update({ ...ref, name: "Haircuts" });
  await expectRefusal(api, "version_mismatch", () =>
    mona.api.serviceCategories.update({ ...ref, name: "Cuts" }),
  );
  await expectRefusal(api, "version_mismatch", () => mona.api.serviceCategories.archive(ref));
});

test("only managers edit the sections, and only their own salon's", async () => {
  await using api = await openTestApi();
  const salon = await openStaffedSalon(api);
  const { salonId, mona, stranger, otherSalonId } = salon;
  const { id: categoryId } = await mona.api.serviceCategories.create({ salonId, name: "Hair" });
  await expectManagersOnly(api, salon, (caller) =>
    caller.serviceCategories.create({ salonId, name: "Nails" }),
  );
  await expectManagersOnly(api, salon, (caller) =>
    caller.serviceCategories.update({ salonId, categoryId, name: "Nails" }),
  );
  await expectManagersOnly(api, salon, (caller) => caller.serviceCategories.archive({ salonId, categoryId }));
  const trespass = { salonId: otherSalonId, categoryId };
  await expectRefusal(api, "not_found", () =>
    stranger.api.serviceCategories.update({ ...trespass, name: "Mine" }),
  );
  await expectRefusal(api, "not_found", () => stranger.api.serviceCategories.archive(trespass));
  await expectRefusal(api, "not_found", () => stranger.api.serviceCategories.get(trespass));
});
