import { addDays, localDateOf } from "@salon/scheduling";
import type { LocalDate } from "@salon/scheduling";
import type { Db } from "@salon/db";
import type { SalonRow } from "../../salon/index.ts";
import { search } from "../engine.ts";
import { findBookableVariantIds, loadRulesOfEach } from "../queries.ts";
import type { Rules } from "../queries.ts";
import { calendarsOf, limitedStaff, rulesQueryOf, takenInterval } from "../situation.ts";
import type { DateRange } from "../situation.ts";
import { countPerDay, loadTakenOfEach } from "../taken/queries.ts";
import { longestMinutes, visitRequestOf } from "../visit-request.ts";
import type { Wish } from "../visit-request.ts";
import { worldOf } from "../world.ts";
import type { Taken } from "../world.ts";

const ALL_DAY = { afterMinute: null, beforeMinute: null };
const NOTHING: ReadonlySet<never> = new Set();
/** No policy can have one farther away; somewhere it is a day earlier or later than in UTC. */
const FARTHEST_HORIZON = 730;
/** The dates that rules are read for are those of any visit of one service. */
const ANY_VARIANT = "";

type SalonRules = { readonly salon: SalonRow; readonly rules: Rules };

/**
 * Which of the salons have a free start for any one of their services on their own date: four statements at the most,
 * however many there are. Each is judged when it is asked for.
 */
export async function freeAmong(
  db: Db,
  salons: readonly SalonRow[],
  date: LocalDate,
  now: Date,
): Promise<(salon: SalonRow) => boolean> {
  const today = localDateOf(now.getTime(), "UTC");
  if (date < addDays(today, -1) || date > addDays(today, FARTHEST_HORIZON + 1)) return () => false;
  const range = { from: date, to: date };
  const known = await rulesAmong(db, salons, range);
  const taken = await takenAmong(db, [...known.values()], range, now);
  return (salon) => {
    const rules = known.get(salon.id)?.rules;
    if (!rules) return false;
    const world = worldOf(salon, rules, taken, false);
    return rules.variants.some(
      ({ id }) =>
        search(world, visitRequestOf(wishFor(id), rules, [], NOTHING), { ...range, ...ALL_DAY }).length > 0,
    );
  };
}

async function rulesAmong(
  db: Db,
  salons: readonly SalonRow[],
  range: DateRange,
): Promise<ReadonlyMap<string, SalonRules>> {
  const salonIds = salons.map(({ id }) => id);
  const variantIds = await findBookableVariantIds(db, salonIds);
  const query = {
    ...rulesQueryOf(wishFor(ANY_VARIANT), range, []),
    variantIds,
    anybodysVariantIds: variantIds,
  };
  const loaded = new Map(
    (await loadRulesOfEach(db, salonIds, query)).map(({ salonId, rules }) => [salonId, rules]),
  );
  return new Map(
    salons.flatMap((salon) => {
      const rules = loaded.get(salon.id);
      return rules ? [[salon.id, { salon, rules }] as const] : [];
    }),
  );
}

async function takenAmong(db: Db, known: readonly SalonRules[], range: DateRange, now: Date): Promise<Taken> {
  if (known.length === 0) return { rows: [], perDay: [], now: now.getTime() };
  const instants = { nowMs: now.getTime(), except: null };
  const intervals = known.map(({ salon, rules }) => {
    const longest = Math.max(0, ...rules.variants.map(({ id }) => longestMinutes(wishFor(id), rules)));
    return takenInterval(salon.timeZone, range, longest);
  });
  const rows = await loadTakenOfEach(
    db,
    known.flatMap(({ salon: { businessId }, rules }) =>
      calendarsOf(rules, null).map((id) => ({ businessId, id })),
    ),
    {
      fromMs: Math.min(...intervals.map(({ start }) => start)),
      toMs: Math.max(...intervals.map(({ end }) => end)),
      ...instants,
    },
  );
  const limited = known.flatMap(({ salon, rules }) => limitedStaff(salon.businessId, rules));
  const perDay = limited.length > 0 ? await countPerDay(db, limited, { ...range, ...instants }) : [];
  return { rows, perDay, now: now.getTime() };
}

/** A visit of one service. */
function wishFor(variantId: string): Wish {
  const item = { variantId, staffId: undefined, excludedStaffIds: [], addOnIds: [] };
  return { items: [item], mode: "sequence", maxWaitMinutes: 0 };
}
