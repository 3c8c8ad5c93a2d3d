import { addDays, dayInterval } from "@salon/scheduling";
import type { LocalDate } from "@salon/scheduling";
import type { Db } from "@salon/db";
import type { SalonRow } from "../salon/index.ts";
import { countPerDay, loadRules, loadTaken } from "./queries.ts";
import type { Rules } from "./queries.ts";
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
  return loadRules(db, salon, {
    resourceTypeIds: unique(resourceTypeIds),
    variantIds: unique(wish.items.map(({ variantId }) => variantId)),
    addOnIds: unique(wish.items.flatMap(({ addOnIds }) => addOnIds)),
    anybodysVariantIds: unique(wish.items.flatMap(({ staffId, variantId }) => (staffId ? [] : variantId))),
    staffIds: unique(wish.items.flatMap(({ staffId }) => staffId ?? [])),
    from: addDays(range.from, -CHAIN_DAYS),
    to: addDays(range.to, WINDOW_DAYS + Math.ceil(longestMinutesOf(wish) / (24 * 60))),
  });
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
  const dates = { from: addDays(query.from, -1), to: addDays(query.to, 1) };
  const rows = await loadTaken(db, salon.businessId, {
    calendarIds: calendarsOf(rules, query.clientCalendarId),
    fromMs: dayInterval(dates.from, salon.timeZone).start,
    toMs: dayInterval(dates.to, salon.timeZone).end + longestMinutes(wish, rules) * MINUTE_MS,
    nowMs: now,
    except: query.except,
  });
  const isLimited = rules.policy.maxBookingsPerStaffPerDay !== null;
  const staffIds = rules.staff.map(({ id }) => id);
  const perDay = isLimited
    ? await countPerDay(db, salon.businessId, { staffIds, ...dates, nowMs: now, except: query.except })
    : [];
  return { rows, perDay, now };
}

/** Whoever and whatever a wish may take. */
export function calendarsOf(rules: Rules, clientCalendarId: number | null): number[] {
  const calendars = [...rules.staff, ...rules.resources].map(({ calendarId }) => calendarId);
  return clientCalendarId === null ? calendars : [...calendars, clientCalendarId];
}

function longestMinutesOf({ items, maxWaitMinutes }: Wish): number {
  return items.length * (24 * 60 + maxWaitMinutes);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
