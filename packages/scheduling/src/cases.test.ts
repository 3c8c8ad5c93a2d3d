import { expect, test } from "vitest";
import cases from "../cases/availability.json" with { type: "json" };
import { resolveLocal } from "./local-time.ts";
import type { Instant, Visit } from "./model.ts";
import { search } from "./search.ts";
import { at, visit, worldOf, type Item, type Salon } from "./testing/salon.ts";
import { SalonBook } from "./testing/salon-book.ts";

type Booking = {
  readonly startsAt?: string;
  readonly localStart?: string;
  readonly items: readonly Item[];
  readonly client?: string;
  readonly mode?: "sequence" | "parallel";
  readonly maxWaitMinutes?: number;
};
type TimeOff = {
  readonly staff?: string;
  readonly resource?: string;
  readonly startsAt: string;
  readonly endsAt: string;
};
type Given = { readonly book?: Booking; readonly timeOff?: TimeOff };
type Search = Omit<Booking, "startsAt" | "localStart" | "client"> & {
  readonly from: string;
  readonly to: string;
  readonly expect: {
    readonly starts?: readonly string[];
    readonly first?: string;
    readonly last?: string;
    readonly count?: number;
    readonly staff?: Readonly<Record<string, readonly string[]>>;
  };
};
type Then = { readonly book: Booking; readonly expect: { readonly status: number; readonly code?: string } };
type Case = {
  readonly id: string;
  readonly about: string;
  readonly now: string;
  readonly salon: Salon;
  readonly given?: readonly Given[];
  readonly searches: readonly Search[];
  readonly then?: readonly Then[];
};

test.each(readCases(cases))("$id: $about", ({ now, salon, given = [], searches, then = [] }) => {
  const book = new SalonBook(worldOf({ ...salon, now }));
  for (const step of given) prepare(book, step);
  for (const asked of searches) {
    const visits = search(book.world, requestOf(asked), {
      from: asked.from,
      to: asked.to,
      afterMinute: null,
      beforeMinute: null,
    });
    expect(answerTo(asked, visits)).toEqual(asked.expect);
  }
  for (const call of then) expect(answerOf(book, call.book)).toEqual(call.expect);
});

/** The casts' one place: JSON knows no tuples. A key that this file does not know is a case half read. */
function readCases(json: readonly object[]): readonly Case[] {
  const known = /^(id|about|now|salon|given|searches|then)$/;
  for (const key of json.flatMap((one) => Object.keys(one))) expect(key).toMatch(known);
  return json as unknown as readonly Case[];
}

function prepare(book: SalonBook, { book: booking, timeOff }: Given): void {
  if (booking && answerOf(book, booking).status !== 201) throw new Error("a given booking is refused");
  if (!timeOff) return;
  const { staff, resources } = book.world;
  const owner =
    staff.find(({ id }) => id === timeOff.staff) ?? resources.find(({ id }) => id === timeOff.resource);
  if (!owner) throw new Error("time off of nobody");
  book.take(owner.calendarId, { kind: "time_off", start: at(timeOff.startsAt), end: at(timeOff.endsAt) });
}

function answerOf(book: SalonBook, booking: Booking): Then["expect"] {
  const start = startOf(booking, book.world.timeZone);
  if (typeof start === "string") return { status: 422, code: start };
  const verdict = book.book(requestOf(booking), start, booking.client);
  return verdict.bookable ? { status: 201 } : { status: 409, code: verdict.refusal };
}

function startOf({ startsAt, localStart }: Booking, timeZone: string): Instant | `${string}_local_time` {
  if (startsAt !== undefined) return at(startsAt);
  const resolved = resolveLocal(localStart ?? "", timeZone);
  return resolved.kind === "instant" ? resolved.instant : `${resolved.kind}_local_time`;
}

function requestOf({ items, mode, maxWaitMinutes }: Pick<Booking, "items" | "mode" | "maxWaitMinutes">) {
  return visit(items, { mode, maxWaitMinutes });
}

/** As much of the answer as the case asks for. */
function answerTo({ expect: asked }: Search, visits: readonly Visit[]): Search["expect"] {
  const starts = visits.map(({ start }) => iso(start));
  const whoCould = new Map(visits.map(({ start, items }) => [iso(start), whoCouldDo(items[0])]));
  return {
    ...("starts" in asked && { starts }),
    ...("first" in asked && { first: starts[0] ?? "none" }),
    ...("last" in asked && { last: starts.at(-1) ?? "none" }),
    ...("count" in asked && { count: starts.length }),
    ...("staff" in asked && { staff: Object.fromEntries(whoCould) }),
  };
}

function whoCouldDo(item: Visit["items"][number] | undefined): string[] {
  return item ? [item.staffId, ...item.alternatives.map(({ staffId }) => staffId)].sort() : [];
}

function iso(instant: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString();
}
