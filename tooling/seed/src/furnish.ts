import type { Runtime } from "@salon/runtime";
import type { Accounts, Api } from "./accounts.ts";
import type { DemoSalon, DemoService, DemoStaff, DemoVariant } from "./demo-salon.ts";
import { joinTeam } from "./join-team.ts";
import type { PersonName } from "./people.ts";

type Ids = ReadonlyMap<string, string>;

export type FurnishedSalon = {
  readonly salonId: string;
  /** The salon's manager, or its owner where there is none. */
  readonly desk: Api;
  /** By `Service / Variant`. */
  readonly variants: Ids;
  readonly staff: Ids;
  readonly addOns: Ids;
};

/** Sets a salon up as its owner does, and publishes it. */
export async function furnish(runtime: Runtime, salon: DemoSalon, people: Accounts): Promise<FurnishedSalon> {
  const { api } = people[salon.owner];
  const { id: salonId } = await api.salons.create(salon.profile);
  await api.salons.setPolicy({ salonId, ...salon.policy });
  await api.schedules.setSalonHours({ salonId, schedules: [{ weekly: salon.weekly }] });
  for (const { inDays, hours } of salon.overrides) {
    await api.schedules.setSalonOverride({ salonId, date: dateIn(salon, inDays), hours: [...hours] });
  }
  await joinTeam(runtime, salon, salonId, people);
  const resourceTypes = await addResources(api, salonId, salon);
  const { services, variants } = await writeMenu(api, salonId, salon, resourceTypes);
  const addOns = new Map<string, string>();
  for (const { name, minutes, price, services: extended } of salon.addOns) {
    const serviceIds = extended.map((service) => idOf(services, service));
    const { id } = await api.addOns.create({
      salonId,
      name,
      minutes,
      price: { amountMinor: price },
      serviceIds,
    });
    addOns.set(name, id);
  }
  const staff = new Map<string, string>();
  for (const person of salon.staff)
    staff.set(person.name, await employ(api, salonId, salon, person, { people, variants }));
  await api.salons.publish({ salonId });
  const manager = Object.keys(salon.members).find((name) => salon.members[name as PersonName] === "manager");
  return { salonId, desk: people[(manager ?? salon.owner) as PersonName].api, variants, staff, addOns };
}

/** The salon's own date, so many days from today. */
export function dateIn({ profile }: DemoSalon, days: number): string {
  return Temporal.Now.plainDateISO(profile.timeZone).add({ days }).toString();
}

export function idOf(ids: Ids, name: string): string {
  const id = ids.get(name);
  if (!id) throw new Error(`The demo names an unknown ${name}.`);
  return id;
}

async function addResources(api: Api, salonId: string, { resources }: DemoSalon): Promise<Ids> {
  const types = new Map<string, string>();
  for (const [type, units] of Object.entries(resources)) {
    const { id } = await api.resourceTypes.create({ salonId, name: type });
    types.set(type, id);
    for (const name of units) await api.resources.create({ salonId, name, resourceTypeId: id });
  }
  return types;
}

async function writeMenu(api: Api, salonId: string, { menu }: DemoSalon, resourceTypes: Ids) {
  const [services, variants] = [new Map<string, string>(), new Map<string, string>()];
  for (const [section, offered] of Object.entries(menu)) {
    const { id: categoryId } = await api.serviceCategories.create({ salonId, name: section });
    for (const service of offered) {
      const made = await api.services.create({
        salonId,
        categoryId,
        ...serviceInput(service, resourceTypes),
      });
      services.set(service.name, made.id);
      for (const { name, id } of made.variants) variants.set(`${service.name} / ${name}`, id);
    }
  }
  return { services, variants };
}

function serviceInput({ variants, ...service }: DemoService, resourceTypes: Ids) {
  return { ...service, variants: variants.map((variant) => variantInput(variant, resourceTypes)) };
}

function variantInput({ price, needs = [], segments, ...variant }: DemoVariant, resourceTypes: Ids) {
  const needed = (types: readonly string[]) =>
    types.map((type) => ({ resourceTypeId: idOf(resourceTypes, type) }));
  return {
    ...variant,
    price: { amountMinor: price },
    resources: needed(needs),
    segments: segments.map(({ kind, minutes, needs: own = [] }) => ({
      kind,
      minutes,
      resources: needed(own),
    })),
  };
}

async function employ(
  api: Api,
  salonId: string,
  salon: DemoSalon,
  { account, offers, weekly, timeOff, ...profile }: DemoStaff,
  { people, variants }: { readonly people: Accounts; readonly variants: Ids },
): Promise<string> {
  const { id: staffId } = await api.staff.create({
    salonId,
    ...profile,
    userId: account && people[account].userId,
    services: Object.entries(offers).map(([variant, { price, segmentMinutes }]) => ({
      variantId: idOf(variants, variant),
      price: price === undefined ? null : { amountMinor: price },
      segmentMinutes,
    })),
  });
  if (weekly) await api.schedules.setStaffHours({ salonId, staffId, schedules: [{ weekly }] });
  if (!timeOff) return staffId;
  const [fromDate, toDate] = [dateIn(salon, timeOff.from), dateIn(salon, timeOff.to)];
  await api.timeOff.create({ salonId, staffId, fromDate, toDate, reason: timeOff.reason });
  return staffId;
}
