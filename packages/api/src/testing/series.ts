import type { OccurrenceReport } from "@salon/contracts";
import { problemOf } from "../problem-of.ts";
import { openDesk } from "./desk.ts";
import type { Desk } from "./desk.ts";
import type { Person, TestApi } from "./index.ts";

/** A salon that takes bookings for more than a year to come. */
export async function openYear(api: TestApi, over: Parameters<typeof openDesk>[1] = {}): Promise<Desk> {
  return openDesk(api, { ...over, policy: { horizonDays: 500, ...over.policy } });
}

/** Bea's cut on the Monday at ten, and on the three after it; what is given replaces parts of it. */
export const weekly = ({ salonId, cutId, beaId }: Desk) => ({
  salonId,
  localStart: "2027-06-14T10:00",
  items: [{ variantId: cutId, staffId: beaId }],
  everyWeeks: 1,
  count: 4,
});

/** What becomes of each visit, in a word, and why. */
export function outcomesIn(report: readonly OccurrenceReport[]): string[] {
  return report.map(({ code, outcome }) => (code ? `${outcome}: ${code}` : outcome));
}

/** What a refused call says would become of each. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; outcomes: string[] }> {
  const problem = await call.then(
    () => ({ code: "done" }),
    (error: unknown) => problemOf(error),
  );
  const { occurrences = [] } = problem as { occurrences?: OccurrenceReport[] };
  return { code: problem.code, outcomes: outcomesIn(occurrences) };
}

/** The visits of a series as they stand, by the clock on the wall. */
export async function visitsIn(
  { api }: Person,
  salonId: string,
  seriesId: string,
): Promise<{ id: string; status: string; localStart: string }[]> {
  const { items } = await api.bookings.list({ salonId, seriesId, limit: 100 });
  return items.map(({ id, status, localStart }) => ({ id, status, localStart }));
}

/** When they are. */
export async function timesIn(person: Person, salonId: string, seriesId: string): Promise<string[]> {
  return (await visitsIn(person, salonId, seriesId)).map(({ localStart }) => localStart.slice(0, 16));
}
