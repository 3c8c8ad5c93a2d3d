import { expect, test } from "vitest";
import { allPages, expectManagersOnly, expectRefusal } from "../testing/expectations.ts";
import { variantInput } from "../testing/fixtures.ts";
import { openStaffedSalon } from "../testing/staffed-salon.ts";
import { openTestApi } from "../testing/index.ts";

test("a stylist sees what kinds of resources there are; the public does not", async () => {
  await using api = await openTestApi();
  const { salonId, mona, bea, stranger } = await openStaffedSalon(api);
  const names = ["Chair", "Basin", "Room", "Steamer", "Drier"];
  for (const name of names) await mona.api.resourceTypes.create({ salonId, name });
  const types = await allPages((page) => bea.api.resourceTypes.list({ salonId, ...page }));
  expect(types.map(({ name }) => name)).toEqual(names);
  const [chair] = types;
  const ref = { salonId, resourceTypeId: chair?.id ?? "" };
  expect(await bea.api.resourceTypes.get(ref)).toEqual(chair);
  await expectRefusal(api, "unauthenticated", () => api.anybody.resourceTypes.list({ salonId }));
  await expectRefusal(api, "not_found", () => stranger.api.resourceTypes.list({ salonId }));
  await expectRefusal(api, "not_found", () => stranger.api.resourceTypes.get(ref));
});

test("a kind of resource is renamed by whoever has seen its version", async () => {
  await using api = await openTestApi();
  const { salonId, mona } = await openStaffedSalon(api);
  const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Chair" });
  const ref = { salonId, resourceTypeId, ifVersion: 1 };
  expect(await mona.api.resourceTypes.update({ ...ref, name: "Seat" })).toMatchObject({
    name: "Seat",
    version: 2,
  });
  await expectRefusal(api, "version_mismatch", () =>
    mona.api.resourceTypes.update({ ...ref, name: "Stool" }),
  );
  await expectRefusal(api, "version_mismatch", () => mona.api.resourceTypes.archive(ref));
});

test("a kind of resource goes once it has no units and no variant needs it", async () => {
  await using api = await openTestApi();
  const { salonId, mona, cut } = await openStaffedSalon(api);
  const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Basin" });
  const ref = { salonId, resourceTypeId };
  const unit = await mona.api.resources.create({ salonId, name: "Basin 1", resourceTypeId });
  const variants = [variantInput({ resources: [{ resourceTypeId }] })];
  await mona.api.services.update({ salonId, serviceId: cut.id, variants });
  await expectRefusal(api, "in_use", () => mona.api.resourceTypes.archive(ref));
  await mona.api.resources.archive({ salonId, resourceId: unit.id });
  await expectRefusal(api, "in_use", () => mona.api.resourceTypes.archive(ref));
  await mona.api.services.archive({ salonId, serviceId: cut.id });
  await mona.api.resourceTypes.archive(ref);
  await expectRefusal(api, "not_found", () => mona.api.resourceTypes.get(ref));
});

test("only managers edit the kinds of resources, and only their own salon's", async () => {
  await using api = await openTestApi();
  const salon = await openStaffedSalon(api);
  const { salonId, mona, stranger, otherSalonId } = salon;
  const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Chair" });
  const ref = { salonId, resourceTypeId };
  await expectManagersOnly(api, salon, (caller) => caller.resourceTypes.create({ salonId, name: "Basin" }));
  await expectManagersOnly(api, salon, (caller) => caller.resourceTypes.update({ ...ref, name: "Basin" }));
  await expectManagersOnly(api, salon, (caller) => caller.resourceTypes.archive(ref));
  const trespass = { salonId: otherSalonId, resourceTypeId };
  await expectRefusal(api, "not_found", () =>
    stranger.api.resourceTypes.update({ ...trespass, name: "Mine" }),
  );
  await expectRefusal(api, "not_found", () => stranger.api.resourceTypes.archive(trespass));
});
