import type { Slot } from "@salon/contracts";
import cases from "@salon/scheduling/cases/availability.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemOf } from "./problem-of.ts";
import { furnish, named } from "./testing/case-salon.ts";
import type { CaseSalon, FurnishedSalon } from "./testing/case-salon.ts";
import { openTestApi } from "./testing/index.ts";
import type { Person, TestApi } from "./testing/index.ts";

type CaseItem = { service: string; staff?: string; not?: string[] };
type Wish = { items: CaseItem[]; mode?: "sequence" | "parallel"; maxWaitMinutes?: number };
type Book = Wish & { startsAt?: string; localStart?: string; client?: string; override?: never[] };
type Given = {
  book?: Book;
  timeOff?: { staff?: string; resource?: string; startsAt: string; endsAt: string };
};
type Expected = {
  starts?: string[];
  first?: string;
  last?: string;
  count?: number;
  staff?: Record<string, string[]>;
};
type Case = {
  id: string;
  about: string;
  now: string;
  salon: CaseSalon;
  given?: Given[];
  searches: (Wish & { from: string; to: string; expect: Expected })[];
  then?: { book: Book; expect: { status: number; code?: string } }[];
};

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

// The file holds each case in a shape of its own; this type is what they have in common.
describe.each(cases as unknown as Case[])(
  "$id $about",
  ({ now, salon: described, given = [], searches, then = [] }) => {
    let salon: FurnishedSalon;
    const clients = new Map<string, Person>();

    beforeAll(async () => {
      salon = await furnish(api, described, now);
      for (const { book: wanted, timeOff } of given) {
        if (wanted) await book(wanted);
        if (timeOff) await takeOff(timeOff);
      }
    });

    test.each(searches)("search $from to $to", async ({ from, to, expect: expected, ...wish }) => {
      const { slots } = await api.anybody.availability.search({
        salonId: salon.salonId,
        from,
        to,
        ...wishOf(wish),
      });
      const starts = slots.map(({ startsAt }) => utc(startsAt));
      const found: Required<Expected> = {
        starts,
        first: starts[0] ?? "none",
        last: starts.at(-1) ?? "none",
        count: starts.length,
        staff: Object.fromEntries(slots.map((slot) => [utc(slot.startsAt), ableStaff(slot)])),
      };
      expect(found).toMatchObject(expected);
    });

    test.each(then)(
      "then $book.startsAt $book.localStart answers $expect.status",
      async ({ book: wanted, expect: expected }) => {
        const answer = await book(wanted).then(
          () => ({ status: 201 }),
          (error: unknown) => problemOf(error),
        );
        expect(answer).toMatchObject(expected);
      },
    );

    async function book({ startsAt, localStart, client = crypto.randomUUID(), override, ...wish }: Book) {
      const person = clients.get(client) ?? (await api.signUp(client));
      clients.set(client, person);
      return person.api.bookings.create({
        salonId: salon.salonId,
        ...(startsAt ? { startsAt: new Date(startsAt) } : { localStart }),
        ...wishOf(wish),
        ...(override && { override }),
      });
    }

    /** Everyone who could take the first item of a slot, by the names of the case. */
    function ableStaff({ items: [item] }: Slot): string[] {
      const able = item ? [item.staffId, ...item.alternatives.map(({ staffId }) => staffId)] : [];
      return [...salon.staff].flatMap(([name, id]) => (able.includes(id) ? name : [])).toSorted();
    }

    async function takeOff({ staff, resource, startsAt, endsAt }: NonNullable<Given["timeOff"]>) {
      return salon.owner.api.timeOff.create({
        salonId: salon.salonId,
        ...(staff
          ? { staffId: named(salon.staff, staff) }
          : { resourceId: named(salon.resources, resource ?? "") }),
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
      });
    }

    function wishOf({ items, ...wish }: Wish) {
      return {
        ...wish,
        items: items.map(({ service, staff, not = [] }) => ({
          variantId: named(salon.variants, service),
          staffId: staff ? named(salon.staff, staff) : null,
          excludedStaffIds: not.map((name) => named(salon.staff, name)),
        })),
      };
    }
  },
);

function utc(instant: Date): string {
  return instant.toISOString().replace(".000Z", "Z");
}
