import type {
  Block,
  Hours,
  Instant,
  LocalDate,
  Resource,
  StaffMember,
  Variant,
  WorkingHours,
  World,
} from "@salon/scheduling";
import type { SalonRow } from "../salon/index.ts";
import type { Rules, StaffRow, VariantRow } from "./queries.ts";
import type { DailyCountRow, TakenRow } from "./taken/queries.ts";

export type Taken = {
  readonly rows: readonly TakenRow[];
  readonly perDay: readonly DailyCountRow[];
  readonly now: Instant;
};

/** The salon as the engine sees it. `asSalon`: its own people may book before it is published, and offline services. */
export function worldOf(salon: SalonRow, rules: Rules, taken: Taken, asSalon: boolean): World {
  const blocks = blocksByCalendar(taken.rows);
  const isOpen = rules.status === "published" || (rules.status !== "suspended" && (salon.sandbox || asSalon));
  return {
    now: taken.now,
    timeZone: salon.timeZone,
    bookable: isOpen,
    policy: rules.policy,
    hours: hoursOf(rules),
    variants: new Map(rules.variants.map((variant) => [variant.id, variantOf(variant, asSalon)])),
    staff: rules.staff.map((person) => staffOf(person, blocks, taken.perDay)),
    resources: rules.resources.map((unit): Resource => ({
      ...unit,
      blocks: blocks.get(unit.calendarId) ?? [],
    })),
  };
}

export function hoursOf({ schedules, overrides }: Pick<Rules, "schedules" | "overrides">): WorkingHours {
  return { schedules, overrides: overridesOf(overrides) };
}

/** What is taken of one calendar: a client's, say; nothing of none. */
export function blocksOf(rows: readonly TakenRow[], calendarId: number | null): Block[] {
  return rows.filter((row) => row.calendarId === calendarId).flatMap(blockOf);
}

function blocksByCalendar(rows: readonly TakenRow[]): Map<number, Block[]> {
  const byCalendar = new Map<number, Block[]>();
  for (const row of rows) {
    const blocks = byCalendar.get(row.calendarId);
    if (blocks) blocks.push(...blockOf(row));
    else byCalendar.set(row.calendarId, blockOf(row));
  }
  return byCalendar;
}

/** An expired hold blocks nothing, whether or not it was swept up yet. */
function blockOf({ kind, startMs, endMs }: TakenRow): Block[] {
  return kind === "expired_hold" ? [] : [{ kind, start: startMs, end: endMs }];
}

function variantOf(row: VariantRow, asSalon: boolean): Variant {
  const needs = (segment: number | null) =>
    row.needs
      .filter((need) => need.segment === segment)
      .map(({ resourceTypeId, quantity }) => ({ resourceTypeId, quantity }));
  return {
    id: row.id,
    bookable: !row.archived && (row.onlineBookable || asSalon),
    bufferBeforeMinutes: row.bufferBeforeMinutes,
    bufferAfterMinutes: row.bufferAfterMinutes,
    segments: row.segments.map((segment, position) => ({ ...segment, resources: needs(position) })),
    resources: needs(null),
  };
}

function staffOf(
  row: StaffRow,
  blocks: ReadonlyMap<number, readonly Block[]>,
  perDay: readonly DailyCountRow[],
): StaffMember {
  const counts = perDay.filter(({ staffId }) => staffId === row.id);
  return {
    id: row.id,
    calendarId: row.calendarId,
    position: row.position,
    bookable: row.bookable,
    schedules: row.schedules.length > 0 ? row.schedules : null,
    overrides: overridesOf(row.overrides),
    offers: new Map(row.offers.map(({ variantId, segmentMinutes }) => [variantId, { segmentMinutes }])),
    blocks: blocks.get(row.calendarId) ?? [],
    bookingsPerDate: new Map(counts.map(({ date, bookings }) => [date, bookings])),
  };
}

function overridesOf(
  rows: readonly { date: string; hours: readonly Hours[] }[],
): ReadonlyMap<LocalDate, readonly Hours[]> {
  return new Map(rows.map(({ date, hours }) => [date, hours]));
}
