import { randomUUID } from "node:crypto";
import type { Person, TestApi } from "./index.ts";
import { salonInput } from "./fixtures.ts";

type Segment = readonly ["active" | "processing", number];
type Hours = { readonly opens: string; readonly closes: string };

/** A salon as the acceptance cases describe it. */
export type CaseSalon = {
  readonly timeZone: string;
  readonly policy: Record<string, unknown>;
  readonly hours: readonly (Hours & { weekdays: readonly number[]; from?: string; to?: string })[];
  readonly overrides?: Record<string, readonly Hours[]>;
  readonly services: Record<
    string,
    {
      segments: readonly Segment[];
      before?: number;
      after?: number;
      resources?: readonly string[];
      segmentResources?: Record<string, readonly string[]>;
    }
  >;
  readonly staff: Record<
    string,
    {
      services: readonly string[] | Record<string, { segmentMinutes?: number[] }>;
      hours?: CaseSalon["hours"];
      overrides?: Record<string, readonly Hours[]>;
      mayPassSalonHours?: boolean;
    }
  >;
  readonly resources?: Record<string, readonly string[]>;
};

export type FurnishedSalon = {
  readonly salonId: string;
  readonly owner: Person;
  readonly variants: ReadonlyMap<string, string>;
  readonly staff: ReadonlyMap<string, string>;
  readonly resources: ReadonlyMap<string, string>;
};

/** Sets a salon up over the API, in a sandbox whose clock stands at `now`. */
export async function furnish(api: TestApi, described: CaseSalon, now: string): Promise<FurnishedSalon> {
  const owner = await api.signUp("Owner");
  const { id: salonId } = await owner.api.salons.create(
    salonInput({ name: `Case ${randomUUID().slice(0, 8)}`, timeZone: described.timeZone, sandbox: true }),
  );
  await owner.api.salons.setPolicy({ salonId, ...described.policy });
  await owner.api.schedules.setSalonHours({ salonId, schedules: schedulesOf(described.hours) });
  for (const [date, hours] of Object.entries(described.overrides ?? {})) {
    await owner.api.schedules.setSalonOverride({ salonId, date, hours: [...hours] });
  }
  const types = new Map<string, string>();
  const resources = new Map<string, string>();
  for (const [type, units] of Object.entries(described.resources ?? {})) {
    const { id } = await owner.api.resourceTypes.create({ salonId, name: type });
    types.set(type, id);
    for (const name of units) {
      const unit = await owner.api.resources.create({ salonId, name, resourceTypeId: id });
      resources.set(name, unit.id);
    }
  }
  const variants = new Map<string, string>();
  for (const [key, service] of Object.entries(described.services)) {
    const needs = (names: readonly string[] = []) =>
      names.map((name) => ({ resourceTypeId: named(types, name), quantity: 1 }));
    const { variants: made } = await owner.api.services.create({
      salonId,
      name: key,
      variants: [
        {
          name: key,
          price: { amountMinor: 1000 },
          bufferBeforeMinutes: service.before ?? 0,
          bufferAfterMinutes: service.after ?? 0,
          resources: needs(service.resources),
          segments: service.segments.map(([kind, minutes], index) => ({
            kind,
            minutes,
            resources: needs(service.segmentResources?.[index]),
          })),
        },
      ],
    });
    variants.set(key, made[0]?.id ?? "");
  }
  const staff = new Map<string, string>();
  for (const [key, person] of Object.entries(described.staff)) {
    const { id } = await owner.api.staff.create({
      salonId,
      name: key,
      services: offersOf(person.services).map(([name, own]) => ({
        variantId: named(variants, name),
        ...own,
      })),
    });
    staff.set(key, id);
    if (person.hours) {
      await owner.api.schedules.setStaffHours({
        salonId,
        staffId: id,
        schedules: schedulesOf(person.hours, person.mayPassSalonHours),
      });
    }
    for (const [date, hours] of Object.entries(person.overrides ?? {})) {
      await owner.api.schedules.setStaffOverride({ salonId, staffId: id, date, hours: [...hours] });
    }
  }
  await owner.api.salons.setTestClock({ salonId, now: new Date(now) });
  return { salonId, owner, variants, staff, resources };
}

type Services = CaseSalon["staff"][string]["services"];

/** What somebody does, each with their own minutes where the case gives them. */
function offersOf(services: Services): [string, { segmentMinutes?: number[] }][] {
  return isList(services) ? services.map((name) => [name, {}]) : Object.entries(services);
}

/** `Array.isArray` does not narrow read-only lists. */
function isList(services: Services): services is readonly string[] {
  return Array.isArray(services);
}

export function named(map: ReadonlyMap<string, string>, name: string): string {
  const id = map.get(name);
  if (!id) throw new Error(`The case names an unknown ${name}`);
  return id;
}

function schedulesOf(hours: CaseSalon["hours"], mayPassSalonHours = false) {
  return hours.map(({ weekdays, opens, closes, from, to }) => ({
    effectiveFrom: from ?? null,
    effectiveTo: to ?? null,
    mayPassSalonHours,
    weekly: weekdays.map((weekday) => ({ weekday, opens, closes })),
  }));
}
