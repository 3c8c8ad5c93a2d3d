import type {
  Block,
  Hours,
  ItemRequest,
  Refusal,
  Resource,
  ResourceNeed,
  Schedule,
  SchedulingPolicy,
  Segment,
  StaffMember,
  Variant,
  VisitRequest,
  World,
} from "../model.ts";

export type WeeklyHours = {
  readonly weekdays: readonly number[];
  readonly opens: string;
  readonly closes: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly mayPassSalonHours?: boolean;
};

export type DayHours = { readonly opens: string; readonly closes: string };

export type Service = {
  readonly segments: readonly (readonly [Segment["kind"], number])[];
  readonly before?: number;
  readonly after?: number;
  readonly resources?: readonly string[];
  readonly segmentResources?: Readonly<Record<string, readonly string[]>>;
  readonly bookable?: boolean;
};

export type Stylist = {
  readonly services:
    | readonly string[]
    | Readonly<Record<string, { readonly segmentMinutes?: readonly number[] }>>;
  readonly hours?: readonly WeeklyHours[] | undefined;
  readonly overrides?: Readonly<Record<string, readonly DayHours[]>>;
  readonly bookable?: boolean;
  readonly blocks?: readonly Block[];
  readonly bookings?: Readonly<Record<string, number>>;
};

/** A salon as one would write it down; `worldOf` makes the engine's input of it. */
export type Salon = {
  readonly now?: string;
  readonly timeZone?: string;
  readonly bookable?: boolean;
  readonly policy?: Partial<SchedulingPolicy>;
  readonly hours?: readonly WeeklyHours[];
  readonly overrides?: Readonly<Record<string, readonly DayHours[]>>;
  readonly services: Readonly<Record<string, Service>>;
  readonly staff: Readonly<Record<string, Stylist>>;
  readonly resources?: Readonly<Record<string, readonly string[]>>;
  /** By the name of the unit. */
  readonly resourceBlocks?: Readonly<Record<string, readonly Block[]>>;
};

export function worldOf(salon: Salon): World {
  return {
    now: at(salon.now ?? "2026-12-01T08:00:00Z"),
    timeZone: salon.timeZone ?? "Europe/Berlin",
    bookable: salon.bookable ?? true,
    policy: {
      slotStepMinutes: 30,
      leadTimeMinutes: 0,
      horizonDays: 500,
      maxBookingsPerStaffPerDay: null,
      ...salon.policy,
    },
    hours: { schedules: (salon.hours ?? []).map(scheduleOf), overrides: overridesOf(salon.overrides) },
    variants: new Map(Object.entries(salon.services).map(([id, service]) => [id, variantOf(id, service)])),
    staff: Object.entries(salon.staff).map(([id, stylist], position) => staffOf(id, position, stylist)),
    resources: resourcesOf(salon),
  };
}

function resourcesOf({ resources = {}, resourceBlocks = {} }: Salon): Resource[] {
  const named = Object.entries(resources).flatMap(([type, names]) =>
    names.map((name) => [type, name] as const),
  );
  return named.map(([resourceTypeId, id], position) => ({
    id,
    resourceTypeId,
    position,
    calendarId: 1001 + position,
    blocks: resourceBlocks[id] ?? [],
  }));
}

export function at(time: string): number {
  return Temporal.Instant.from(time).epochMilliseconds;
}

export function block(kind: Block["kind"], start: string, end: string): Block {
  return { kind, start: at(start), end: at(end) };
}

export type Item = {
  readonly service: string;
  readonly staff?: string | undefined;
  readonly not?: readonly string[] | undefined;
  readonly addOnMinutes?: number | undefined;
};

export function visit(
  items: readonly Item[],
  more: {
    readonly mode?: VisitRequest["mode"] | undefined;
    readonly maxWaitMinutes?: number | undefined;
    readonly client?: readonly Block[] | undefined;
    readonly setAside?: readonly Refusal[] | undefined;
  } = {},
): VisitRequest {
  return {
    items: items.map((item): ItemRequest => ({
      variantId: item.service,
      staffId: item.staff ?? null,
      excludedStaffIds: item.not ?? [],
      addOnMinutes: item.addOnMinutes ?? 0,
    })),
    mode: more.mode ?? "sequence",
    maxWaitMinutes: more.maxWaitMinutes ?? 0,
    clientBlocks: more.client ?? [],
    setAside: new Set(more.setAside),
  };
}

function variantOf(id: string, service: Service): Variant {
  return {
    id,
    bookable: service.bookable ?? true,
    bufferBeforeMinutes: service.before ?? 0,
    bufferAfterMinutes: service.after ?? 0,
    segments: service.segments.map(([kind, minutes], i) => ({
      kind,
      minutes,
      resources: needsOf(service.segmentResources?.[String(i)]),
    })),
    resources: needsOf(service.resources),
  };
}

function needsOf(types: readonly string[] = []): ResourceNeed[] {
  return [...Map.groupBy(types, (type) => type)].map(([resourceTypeId, units]) => ({
    resourceTypeId,
    quantity: units.length,
  }));
}

function staffOf(id: string, position: number, stylist: Stylist): StaffMember {
  const services = stylist.services;
  const offers = Array.isArray(services)
    ? services.map((service: string) => [service, {}] as const)
    : Object.entries(services);
  return {
    id,
    calendarId: position + 1,
    position,
    bookable: stylist.bookable ?? true,
    schedules: stylist.hours?.map(scheduleOf) ?? null,
    overrides: overridesOf(stylist.overrides),
    offers: new Map(
      offers.map(([service, own]: readonly [string, { readonly segmentMinutes?: readonly number[] }]) => [
        service,
        { segmentMinutes: own.segmentMinutes ?? null },
      ]),
    ),
    blocks: (stylist.blocks ?? []).toSorted((a, b) => a.start - b.start),
    bookingsPerDate: new Map(Object.entries(stylist.bookings ?? {})),
  };
}

function scheduleOf(hours: WeeklyHours): Schedule {
  return {
    effectiveFrom: hours.from ?? null,
    effectiveTo: hours.to ?? null,
    mayPassSalonHours: hours.mayPassSalonHours ?? false,
    weekly: hours.weekdays.map((weekday) => ({ weekday, ...minutesOf(hours) })),
  };
}

function overridesOf(
  overrides: Readonly<Record<string, readonly DayHours[]>> = {},
): ReadonlyMap<string, readonly Hours[]> {
  return new Map(Object.entries(overrides).map(([date, hours]) => [date, hours.map(minutesOf)]));
}

function minutesOf({ opens, closes }: DayHours): Hours {
  const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return { opensMinute: minute(opens), closesMinute: minute(closes) };
}
