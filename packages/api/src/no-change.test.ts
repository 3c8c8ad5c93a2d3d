import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, serviceNamed } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { Caller, TestApi } from "./testing/index.ts";

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api);
});
afterAll(() => api[Symbol.asyncDispose]());

type Versioned = { readonly version: number };

/** Changes something, and then says the same again: nothing comes of that. */
async function expectNothingOfTheSame<Answer extends Versioned>(
  change: (caller: Caller) => Promise<Answer>,
): Promise<void> {
  const { owner } = desk;
  const first = await change(owner.api);
  const [before] = await traces();
  expect(await change(owner.api)).toEqual(first);
  expect(await traces()).toEqual([before]);
}

/** How much the logs hold. */
const traces = () =>
  api.sql`select (select count(*) from events) as events, (select count(*) from audit_log) as changes`;

test("a service that is given what it has stays as it is, its variants by their ids included", async () => {
  const { owner, salonId } = desk;
  const { id: serviceId, variants, description } = await serviceNamed(desk, "cut");
  const named = { salonId, serviceId, name: "Cut", description };
  await expectNothingOfTheSame(({ services }) => services.update(named));
  const kept = variants.map(({ durationMinutes: _, price, ...variant }) => ({
    ...variant,
    price: { amountMinor: price.amountMinor },
  }));
  await expectNothingOfTheSame(({ services }) => services.update({ ...named, variants: kept }));
  const { version } = await owner.api.services.get({ salonId, serviceId });
  const [first = expect.fail()] = kept;
  const dearer = [{ ...first, price: { amountMinor: 9_900 } }, ...kept.slice(1)];
  const changed = await owner.api.services.update({ ...named, variants: dearer });
  expect(changed.version).toBe(version + 1);
});

test("nor do categories, add-ons, types of resources and resources change by being called what they are", async () => {
  const { owner, salonId } = desk;
  const { id: serviceId } = await serviceNamed(desk, "colour");
  const category = await owner.api.serviceCategories.create({ salonId, name: "Hair" });
  const type = await owner.api.resourceTypes.create({ salonId, name: "Chair" });
  const unit = await owner.api.resources.create({ salonId, name: "Window", resourceTypeId: type.id });
  const price = { amountMinor: 300 };
  const oil = await owner.api.addOns.create({ salonId, name: "Oil", minutes: 5, price, serviceIds: [] });
  await expectNothingOfTheSame(({ serviceCategories: { update } }) =>
    update({ salonId, categoryId: category.id, name: "Hair and beard" }),
  );
  await expectNothingOfTheSame(({ resourceTypes: { update } }) =>
    update({ salonId, resourceTypeId: type.id, name: "Big chair" }),
  );
  await expectNothingOfTheSame(({ resources: { update } }) =>
    update({ salonId, resourceId: unit.id, name: "Door" }),
  );
  await expectNothingOfTheSame(({ addOns: { update } }) => update({ salonId, addOnId: oil.id, price }));
  const cut = await serviceNamed(desk, "Cut");
  const serviceIds = [serviceId, cut.id].toSorted().toReversed();
  await expectNothingOfTheSame(({ addOns: { update } }) => update({ salonId, addOnId: oil.id, serviceIds }));
});

test("nor do people, what they do, and the hours and rules of a salon", async () => {
  const { owner, salonId, beaId: staffId } = desk;
  await expectNothingOfTheSame(({ staff: { update } }) => update({ salonId, staffId, title: "Stylist" }));
  const { services } = await owner.api.staff.get({ salonId, staffId });
  const offers = services.map(({ variantId }) => ({ variantId, price: { amountMinor: 4_000 } }));
  await expectNothingOfTheSame(({ staff: { setServices } }) =>
    setServices({ salonId, staffId, services: offers }),
  );
  await expectNothingOfTheSame(({ staff: { setServices } }) =>
    setServices({ salonId, staffId, services: offers.toReversed() }),
  );
  await expectNothingOfTheSame(({ salons: { setPolicy } }) => setPolicy({ salonId, leadTimeMinutes: 45 }));
  const weekly = [{ weekday: 1, opens: "09:00", closes: "17:00" }];
  await expectNothingOfTheSame(({ schedules: { setSalonHours } }) =>
    setSalonHours({ salonId, schedules: [{ weekly }] }),
  );
  await expectNothingOfTheSame(({ schedules: { setStaffHours } }) =>
    setStaffHours({ salonId, staffId, schedules: [{ weekly }] }),
  );
  const day = { salonId, date: "2027-07-01", hours: [{ opens: "10:00", closes: "12:00" }] };
  await expectNothingOfTheSame(({ schedules: { setSalonOverride } }) => setSalonOverride(day));
});

test("who has seen an older version is told so, though they change nothing", async () => {
  const { owner, salonId, beaId: staffId } = desk;
  const { version, name } = await owner.api.staff.get({ salonId, staffId });
  const stale = owner.api.staff.update({ salonId, staffId, name, ifVersion: version - 1 });
  await expect(stale).rejects.toThrow("by now");
});
