import type { BookingSeries, WholeBookingSeries } from "@salon/contracts";
import type { OpenedSeries } from "./open-series.ts";
import type { SeriesFor } from "./queries.ts";
import { isException, ruleTimeOf } from "./rule.ts";

export function presentSeries({ series, client }: SeriesFor): BookingSeries {
  const { id, salonId, everyWeeks, count, until, localStart, timeZone, version } = series;
  const { createdAt, updatedAt } = series;
  const rule = { everyWeeks, count, until, localStart, timeZone };
  return { id, salonId, client: { ...client }, ...rule, version, createdAt, updatedAt };
}

type Shown = SeriesFor & {
  readonly members: readonly Pick<OpenedSeries["members"][number], "record" | "index">[];
};

/** With its visits, in the order of the rule. */
export function presentWhole({ members, ...found }: Shown): WholeBookingSeries {
  const occurrences = members.map(({ record, index }) => {
    const { id, startsAt, endsAt, status } = record.booking;
    const localStart = ruleTimeOf(record);
    return { index, bookingId: id, localStart, startsAt, endsAt, status, isException: isException(record) };
  });
  return { ...presentSeries(found), occurrences };
}
