import { addDays, dayInterval } from "@salon/scheduling";
import type { Interval, LocalDate } from "@salon/scheduling";
import type { Db } from "@salon/db";
import type { SalonRow } from "../salon/index.ts";
import { loadRules } from "./queries.ts";
import type { Rules, RulesQuery } from "./queries.ts";
import { countOnDates, countPerDay, loadTaken, loadTakenDuring } from "./taken/queries.ts";
import type { Keyed } from "./taken/queries.ts";
import { longestMinutes } from "./visit-request.ts";
import type { Wish } from "./visit-request.ts";
import type { Taken } from "./world.ts";

export type DateRange = { readonly from: LocalDate; readonly to: LocalDate };

const MINUTE_MS = 60_000;
/** Windows that touch across midnight are followed back this far. */
const CHAIN_DAYS = 8;
const WINDOW_DAYS = 2;

/** The rules that a wish depends on, for starts on these dates. */
export async function rulesFor(
  db: Db,
  salon: Pick<SalonRow, "businessId" | "id">,
  wish: Wish,
  range: DateRange,
  resourceTypeIds: readonly string[] = [],
): Promise<Rules> {
  return loadRules(db, salon, rulesQueryOf(wish, range, resourceTypeIds));
}

export function rulesQueryOf(wish: Wish, range: DateRange, resourceTypeIds: readonly string[]): RulesQuery {
  return {
    resourceTypeIds: unique(resourceTypeIds),
    variantIds: unique(wish.items.map(({ variantId }) => variantId)),
    addOnIds: unique(wish.items.flatMap(({ addOnIds }) => addOnIds)),
    anybodysVariantIds: unique(wish.items.flatMap(({ staffId, variantId }) => (staffId ? [] : variantId))),
    staffIds: unique(wish.items.flatMap(({ staffId }) => staffId ?? [])),
    from: addDays(range.from, -CHAIN_DAYS),
    to: addDays(range.to, WINDOW_DAYS + Math.ceil(longestMinutesOf(wish) / (24 * 60))),
  };
}

export type TakenQuery = DateRange & {
  /** What time it is in the salon. */
  readonly now: Date;
  /** The booking that is being moved. */
  readonly except: string | null;
  readonly clientCalendarId: number | null;
};

/** What stands in the way of a wish on these dates: of its candidates, of the units it needs, and of its client. */
export async function takenFor(
  db: Db,
  salon: SalonRow,
  wish: Wish,
  rules: Rules,
  query: TakenQuery,
): Promise<Taken> {
  const now = query.now.getTime();
  const { businessId } = salon;
  const calendarIds = calendarsOf(rules, query.clientCalendarId);
  const { start, end } = takenInterval(salon.timeZone, query, longestMinutes(wish, rules));
  const rows = await loadTaken(
    db,
    { businessId, calendarIds },
    { fromMs: start, toMs: end, nowMs: now, except: query.except },
  );
  const limited = limitedStaff(businessId, rules);
  const counted = { from: query.from, to: query.to, nowMs: now, except: query.except };
  return { rows, perDay: limited.length > 0 ? await countPerDay(db, limited, counted) : [], now };
}

/** A visit that is to be on a date, by the rules that it is judged by. */
export type VisitOn = { readonly date: LocalDate; readonly wish: Wish; readonly rules: Rules };

export type TakenOnQuery = {
  readonly now: Date;
  /** Counted on no day. Their time is among what is taken. */
  readonly uncounted: readonly string[];
  readonly clientCalendarId: number | null;
};

/** The same for visits on several dates, and no more statements; `rules` are those of all of them. */
export async function takenOn(
  db: Db,
  salon: SalonRow,
  rules: Rules,
  visits: readonly VisitOn[],
  { now, uncounted, clientCalendarId }: TakenOnQuery,
): Promise<Taken> {
  const { businessId } = salon;
  const nowMs = now.getTime();
  const calendars = { businessId, calendarIds: calendarsOf(rules, clientCalendarId) };
  const spans = visits.map((visit) => spanOf(salon, visit));
  const rows = await loadTakenDuring(db, calendars, { spans, nowMs });
  const limited = limitedStaff(businessId, rules);
  const dates = [...new Set(visits.map(({ date }) => date))];
  const counted = { dates, nowMs, except: uncounted };
  return { rows, perDay: limited.length > 0 ? await countOnDates(db, limited, counted) : [], now: nowMs };
}

/** In which what is taken counts for a visit on a date. */
export function spanOf({ timeZone }: Pick<SalonRow, "timeZone">, { date, wish, rules }: VisitOn): Interval {
  return takenInterval(timeZone, { from: date, to: date }, longestMinutes(wish, rules));
}

/** Those whose bookings are counted: the policy limits them. */
export function limitedStaff(businessId: number, { policy, staff }: Rules): Keyed<string>[] {
  return policy.maxBookingsPerStaffPerDay === null ? [] : staff.map(({ id }) => ({ businessId, id }));
}

/** Whoever and whatever a wish may take. */
export function calendarsOf(rules: Rules, clientCalendarId: number | null): number[] {
  const calendars = [...rules.staff, ...rules.resources].map(({ calendarId }) => calendarId);
  return clientCalendarId === null ? calendars : [...calendars, clientCalendarId];
}

/** In which what is taken counts for visits that start on these dates: with their buffers they reach beyond them. */
export function takenInterval(timeZone: string, { from, to }: DateRange, reachMinutes: number): Interval {
  const reachMs = reachMinutes * MINUTE_MS;
  return { start: dayInterval(from, timeZone).start - reachMs, end: dayInterval(to, timeZone).end + reachMs };
}

function longestMinutesOf({ items, maxWaitMinutes }: Wish): number {
  return items.length * (24 * 60 + maxWaitMinutes);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
