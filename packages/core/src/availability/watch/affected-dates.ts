import { addDays, localDateOf } from "@salon/scheduling";
import type { EventRow } from "../../event/index.ts";

type Dates = { readonly from: string; readonly to: string };
type Watched = Dates & {
  readonly salonId: string;
  readonly timeZone: string;
  /** Who works in the salon. */
  readonly staffIds: ReadonlySet<string>;
};

/** What happens to a booking without giving or taking time. */
const STILL = new Set([
  "booking.confirmed",
  "booking.approved",
  "booking.checked_in",
  "booking.started",
  "booking.completed",
  "booking.no_show",
  "booking.reopened",
]);

/** The dates between `from` and `to` on which these events may have given or taken free time. */
export function affectedDates(rows: readonly EventRow[], watched: Watched): string[] {
  return [...new Set(rows.flatMap((row) => datesOf(row, watched)))].toSorted();
}

function datesOf(row: EventRow, watched: Watched): string[] {
  const { type, data, previous } = row;
  const isOwn = row.salonId === watched.salonId;
  if (type.startsWith("booking.") || type.startsWith("time_off.")) {
    if (STILL.has(type) || !(isOwn || concerns(data, watched) || concerns(previous, watched))) return [];
    return [...spanOf(data, watched), ...spanOf({ ...data, ...previous }, watched)];
  }
  if (!isOwn || !type.startsWith("salon.")) return [];
  return typeof data["date"] === "string"
    ? between({ from: data["date"], to: data["date"] }, watched)
    : between(watched, watched);
}

function concerns({ staffId, staffIds }: Record<string, unknown>, watched: Watched): boolean {
  const named: readonly unknown[] = Array.isArray(staffIds) ? staffIds : [staffId];
  return named.some((id) => typeof id === "string" && watched.staffIds.has(id));
}

/** The local dates that something takes time of. */
function spanOf({ startsAt, endsAt }: Record<string, unknown>, watched: Watched): string[] {
  if (typeof startsAt !== "string" || typeof endsAt !== "string") return [];
  const last = Math.max(Date.parse(startsAt), Date.parse(endsAt) - 1);
  const dateOf = (instant: number) => localDateOf(instant, watched.timeZone);
  return between({ from: dateOf(Date.parse(startsAt)), to: dateOf(last) }, watched);
}

function between(span: Dates, { from, to }: Dates): string[] {
  const first = span.from > from ? span.from : from;
  const last = span.to < to ? span.to : to;
  if (first > last) return [];
  const dates = [first];
  for (let date = first; date !== last; dates.push(date)) date = addDays(date, 1);
  return dates;
}
