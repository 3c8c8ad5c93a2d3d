import type { BookingRecord } from "../booking/index.ts";
import { DomainError, invalidInput } from "../errors.ts";
import type { ReviewRecord } from "./record.ts";

const DAY_MS = 24 * 60 * 60_000;
/** How long after a visit it is reviewed. */
const DAYS_TO_WRITE = 30;
/** How long after it was written a review is changed. */
const DAYS_TO_EDIT = 14;

/** Throws `visit_not_completed`, `too_late_to_review`. */
export function expectReviewable({ booking, now }: Pick<BookingRecord, "booking" | "now">): void {
  expectCompleted(booking);
  expectWithin(DAYS_TO_WRITE, booking.endsAt, now);
}

/** A visit that was reopened is not over: its review waits. Throws `visit_not_completed`, `too_late_to_review`. */
export function expectEditable(
  { booking, now }: Pick<BookingRecord, "booking" | "now">,
  { review }: ReviewRecord,
): void {
  expectCompleted(booking);
  expectWithin(DAYS_TO_EDIT, review.createdAt, now);
}

/** Throws `invalid_input` for a rating of somebody who did not serve. */
export function expectServed(staffIds: readonly string[], rated: readonly { staffId: string }[]): void {
  if (rated.every(({ staffId }) => staffIds.includes(staffId))) return;
  throw invalidInput("/staff", "unknown_staff", "Only people who served at the visit are rated.");
}

/** What is shown of a name: an address that stands for one is nobody's to read. */
export function firstNameOf(client: BookingRecord["client"]): string | null {
  return client?.name.match(/[^\s@]+/u)?.[0] ?? null;
}

type Sum = { readonly sum: number; readonly count: number };
/** By how much the sums of a salon and of its people change. */
export type RatingChange = { readonly salon: Sum; readonly staff: ReadonlyMap<string, Sum> };

/** What a change of a review does to the sums; only published ones count. */
export function ratingChange(before: ReviewRecord | null, after: ReviewRecord): RatingChange {
  const [was, is] = [countedOf(before), countedOf(after)];
  const people = new Set([...was.staff.keys(), ...is.staff.keys()]);
  const changes = [...people].map((id) => [id, difference(was.staff.get(id), is.staff.get(id))] as const);
  return {
    salon: difference(was.salon, is.salon),
    staff: new Map(changes.filter(([, change]) => changesAnything(change))),
  };
}

export function changesAnything({ sum, count }: Sum): boolean {
  return sum !== 0 || count !== 0;
}

type Counted = { readonly salon?: number; readonly staff: ReadonlyMap<string, number> };

function countedOf(record: ReviewRecord | null): Counted {
  if (record?.review.status !== "published") return { staff: new Map() };
  const rated = record.staff.flatMap(({ staffId, rating }) =>
    rating === null ? [] : [[staffId, rating] as const],
  );
  return { salon: record.review.rating, staff: new Map(rated) };
}

function difference(was: number | undefined, is: number | undefined): Sum {
  const count = (is === undefined ? 0 : 1) - (was === undefined ? 0 : 1);
  return { sum: (is ?? 0) - (was ?? 0), count };
}

function expectCompleted({ status }: BookingRecord["booking"]): void {
  if (status === "completed") return;
  throw new DomainError("visit_not_completed", "A review is of a visit that was completed.");
}

function expectWithin(days: number, since: Date, now: Date): void {
  if (now.getTime() - since.getTime() <= days * DAY_MS) return;
  throw new DomainError("too_late_to_review", `The time for this was ${days} days.`);
}
