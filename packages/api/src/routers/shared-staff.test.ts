import { expect, test } from "vitest";
import { expectInvalid, expectRefusal } from "../testing/expectations.ts";
import { salonInput, serviceInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { firstVariant, openStaffedSalon } from "../testing/staffed-salon.ts";
import { join } from "../testing/team.ts";

const KREUZBERG = "Salon Kreuzberg";

/** The business's second salon, with a colour on its menu. */
async function openBranches(api: TestApi) {
  const first = await openStaffedSalon(api, { sandbox: false });
  const { olga, salon, businessId } = first;
  const second = await olga.api.salons.create(salonInput({ name: KREUZBERG, businessId: salon.businessId }));
  const colour = await olga.api.services.create(serviceInput(second.id, { name: "Colour" }));
  return { ...first, branch: { salonId: second.id, businessId }, colourId: firstVariant(colour) };
}

test("Bea works in both branches, and does in each what she offers there", async () => {
  await using api = await openTestApi();
  const { salonId, olga, beaId, variantId, branch, colourId } = await openBranches(api);
  const there = { salonId: branch.salonId, staffId: beaId };
  await expectRefusal(api, "not_found", () => olga.api.staff.get(there));
  expect(await olga.api.staff.share(there)).toMatchObject({
    id: beaId,
    name: "Bea",
    services: [],
    version: 2,
  });
  await expectRefusal(api, "already_exists", () => olga.api.staff.share(there));
  await expectRefusal(api, "variant_not_bookable", () =>
    olga.api.staff.setServices({ ...there, services: [{ variantId }] }),
  );
  await olga.api.staff.setServices({ ...there, services: [{ variantId: colourId }] });
  const here = { salonId, staffId: beaId };
  expect(await olga.api.staff.get(here)).toMatchObject({ version: 3, services: [{ variantId }] });
  expect(await olga.api.staff.get(there)).toMatchObject({ version: 3, services: [{ variantId: colourId }] });
});

test("Bea leaves one branch with her hours there, and goes from the business with the last", async () => {
  await using api = await openTestApi();
  const { salonId, olga, beaId, variantId, branch, colourId } = await openBranches(api);
  const there = { salonId: branch.salonId, staffId: beaId };
  const here = { salonId, staffId: beaId };
  await olga.api.staff.share(there);
  await olga.api.staff.setServices({ ...there, services: [{ variantId: colourId }] });
  const weekly = [{ weekday: 1, opens: "09:00", closes: "17:00" }];
  await olga.api.schedules.setStaffHours({ ...there, schedules: [{ weekly }] });
  await olga.api.schedules.setStaffHours({ ...here, schedules: [{ weekly }] });
  await olga.api.schedules.setStaffOverride({ ...there, date: "2027-06-14", hours: [] });
  await olga.api.staff.archive(there);
  await expectRefusal(api, "not_found", () => olga.api.staff.get(there));
  expect(await olga.api.staff.get(here)).toMatchObject({ services: [{ variantId }] });
  expect((await olga.api.schedules.staffHours(here)).schedules).toHaveLength(1);
  await olga.api.staff.share(there);
  expect(await olga.api.staff.get(there)).toMatchObject({ services: [] });
  expect((await olga.api.schedules.staffHours(there)).schedules).toEqual([]);
  await olga.api.staff.archive(there);
  await olga.api.staff.archive(here);
  await expectInvalid(api, "/staffId", () => olga.api.staff.share(there));
});

test("a manager of one branch shares nobody of a branch that is not theirs", async () => {
  await using api = await openTestApi();
  const { olga, mona, beaId, branch } = await openBranches(api);
  const nina = await api.signUp("Nina");
  await join(api, branch, nina, "manager");
  const there = { salonId: branch.salonId, staffId: beaId };
  await expectInvalid(api, "/staffId", () => nina.api.staff.share(there));
  await expectRefusal(api, "not_found", () => mona.api.staff.share(there));
  await join(api, branch, mona, "manager");
  await mona.api.staff.share(there);
  expect((await olga.api.staff.list({ salonId: branch.salonId })).items.map(({ id }) => id)).toEqual([beaId]);
  expect(await nina.api.staff.update({ ...there, title: "Colourist" })).toMatchObject({ title: "Colourist" });
});
