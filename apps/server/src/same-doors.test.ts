import { randomUUID } from "node:crypto";
import { callWith, problemOf } from "@salon/client";
import type { SalonProblem } from "@salon/client";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, Persona, TestServer } from "./testing.ts";
import { clientOf, MONDAY, monday, openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";

let server: TestServer;
let salon: ClientSalon;
beforeAll(async () => {
  server = await openTestServer();
  salon = await openClientSalon(server);
  for (const time of ["10:00", "11:00", "13:00"] as const)
    await salon.asOwner.bookings.create.mutate(visitAt(time));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const SEED = { seed: 20_270_614, numRuns: 150 };
const UNKNOWN = "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11";
const ALICE = { name: "Alice", email: "alice@example.com" };

const visitAt = (time: Parameters<typeof monday>[0]) => ({
  salonId: salon.salonId,
  startsAt: monday(time),
  items: [{ variantId: salon.variantId }],
  client: ALICE,
});

/** What either door says: the output as JSON, or the problem without what belongs to one request. */
type Said = { readonly output: unknown } | { readonly problem: unknown };

/** How often each answer was compared: its code, or its status. */
const compared = new Map<string, number>();

function throughRest({ status, body }: Answer): Said {
  const kind = status < 300 ? String(status) : String(body["code"]);
  compared.set(kind, (compared.get(kind) ?? 0) + 1);
  return status < 300 ? { output: body } : { problem: comparable(body as unknown as SalonProblem) };
}

async function throughTrpc(call: Promise<unknown>): Promise<Said> {
  return call.then(
    (output) => ({ output: asJson(output) }),
    (error: unknown) => {
      const problem = problemOf(error);
      if (!problem) throw error;
      return { problem: comparable(problem) };
    },
  );
}

function comparable({ instance: _, requestId: __, errors, ...problem }: SalonProblem): unknown {
  const where = errors?.map(({ pointer, code }) => `${pointer.replace(/^\/query/, "")} ${code}`).toSorted();
  return asJson({ ...problem, errors: where });
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);

/** Right most of the time: inputs have many fields, and one that is wrong is enough. */
const mostly = <T>(right: fc.Arbitrary<T>, ...wrong: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 24, arbitrary: right }, { weight: 1, arbitrary: oneOf(...wrong) });

const date = mostly(
  oneOf("2027-06-12", MONDAY, "2027-06-15", "2027-06-21"),
  "2027-09-30",
  "2027-02-30",
  "soon",
  7,
);
const startsAt = fc
  .integer({ min: 16, max: 40 })
  .map((halfHours) => new Date(monday("00:00").getTime() + halfHours * 1_800_000));
const localStart = mostly(
  oneOf("2027-06-14T12:00", "2027-06-14T09:30", "2027-03-28T02:30"),
  "2027-06-14T25:00",
  null,
);
const start = mostly(
  fc.oneof(fc.record({ startsAt }), fc.record({ localStart })),
  {},
  {
    startsAt: new Date(0),
    localStart: "2027-06-14T12:00",
  },
);
const items = () =>
  fc.array(
    fc.record(
      {
        variantId: mostly(fc.constant(salon.variantId), UNKNOWN, "cut"),
        staffId: mostly(oneOf(salon.staffId, null), UNKNOWN, 7),
        addOnIds: mostly(fc.constant([]), [UNKNOWN], "none"),
      },
      { requiredKeys: ["variantId"] },
    ),
    { minLength: 1, maxLength: 2 },
  );
const visit = () =>
  fc
    .tuple(
      start,
      fc.record(
        {
          items: mostly(items(), [], {}),
          mode: mostly(oneOf("sequence", "parallel"), "row"),
          maxWaitMinutes: mostly(oneOf(0, 30), -1, "5"),
        },
        { requiredKeys: ["items"] },
      ),
    )
    .map(([when, what]) => ({ ...(when as object), ...what }));

test("a search finds the same starts, or is refused for the same reasons", async () => {
  const { salonId, asGuest } = salon;
  const search = fc.record(
    {
      from: date,
      to: date,
      after: mostly(oneOf("09:00", "12:30"), "24:00"),
      before: mostly(oneOf("12:00", "17:00"), 12),
      items: items(),
    },
    { requiredKeys: ["from", "to", "items"] },
  );
  await fc.assert(
    fc.asyncProperty(search, async (input) => {
      const rest = await server.rest("POST", `/salons/${salonId}/availability`, input);
      expect(throughRest(rest)).toEqual(
        await throughTrpc(asGuest.availability.search.query({ salonId, ...input } as never)),
      );
    }),
    SEED,
  );
});

test("the short form in a query is the same as in TypeScript", async () => {
  const { salonId, variantId, staffId, asGuest } = salon;
  const find = fc.record(
    {
      variantId: mostly(fc.constant(variantId), UNKNOWN, "cut"),
      staffId: mostly(fc.constant(staffId), UNKNOWN),
      from: date.map(String),
      to: date.map(String),
    },
    { requiredKeys: ["variantId", "from", "to"] },
  );
  await fc.assert(
    fc.asyncProperty(find, async (input) => {
      const rest = await server.rest(
        "GET",
        `/salons/${salonId}/availability?${String(new URLSearchParams(input as Record<string, string>))}`,
      );
      expect(throughRest(rest)).toEqual(
        await throughTrpc(asGuest.availability.find.query({ salonId, ...input } as never)),
      );
    }),
    SEED,
  );
});

test("a quote and an explanation are the same", async () => {
  const { salonId, asGuest } = salon;
  await fc.assert(
    fc.asyncProperty(visit(), async (input) => {
      const quote = await server.rest("POST", "/bookings/quote", { salonId, ...input });
      expect(throughRest(quote)).toEqual(
        await throughTrpc(asGuest.bookings.quote.query({ salonId, ...input } as never)),
      );
      const explained = await server.rest("POST", `/salons/${salonId}/availability/explain`, input);
      expect(throughRest(explained)).toEqual(
        await throughTrpc(asGuest.availability.explain.query({ salonId, ...input } as never)),
      );
    }),
    SEED,
  );
});

test("a booking is made once under a key, whichever door it is sent to, or refused alike", async () => {
  const { salonId, asGuest } = salon;
  const client = mostly(fc.constant(ALICE), { name: "Alice" }, { id: UNKNOWN }, undefined);
  const input = fc
    .tuple(visit(), client, fc.boolean())
    .map(([what, who, hold]) => ({ ...what, client: who, hold }));
  let made = 0;
  await fc.assert(
    fc.asyncProperty(input, async (booking) => {
      const idempotencyKey = randomUUID();
      const headers = { "idempotency-key": idempotencyKey };
      const rest = await server.rest("POST", "/bookings", { salonId, ...booking }, headers);
      if (rest.status === 201) made += 1;
      const trpc = asGuest.bookings.create.mutate(
        { salonId, ...booking } as never,
        callWith({ idempotencyKey }),
      );
      expect(throughRest(rest)).toEqual(await throughTrpc(trpc));
    }),
    SEED,
  );
  const { items: booked } = await salon.asOwner.bookings.list.query({ salonId, limit: 100 });
  expect(booked).toHaveLength(3 + made);
});

test("lists have the same pages for everybody who may see them, and the same refusals for all others", async () => {
  const { salonId, staffId, owner } = salon;
  const stranger = await server.signUp("Stranger");
  const callers: readonly (Persona | null)[] = [owner, stranger, null];
  const list = fc.record(
    {
      from: startsAt,
      to: startsAt,
      status: mostly(fc.uniqueArray(oneOf("confirmed", "held"), { minLength: 1 }), ["lost"]),
      staffId: mostly(fc.constant(staffId), UNKNOWN),
      limit: mostly(oneOf(1, 2, 100), 0, 101),
      cursor: mostly(fc.constant(undefined), "", "bm90IGEgY3Vyc29y"),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(list, oneOf(...callers), async (input, caller) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(input).filter(([, given]) => given !== undefined)) {
        for (const one of [value].flat())
          query.append(name, one instanceof Date ? one.toISOString() : String(one));
      }
      const rest = await (caller ?? server).rest("GET", `/salons/${salonId}/bookings?${query.toString()}`);
      const trpc = clientOf(server, caller?.token).bookings.list.query({ salonId, ...input } as never);
      expect(throughRest(rest)).toEqual(await throughTrpc(trpc));
    }),
    SEED,
  );
});

test("what was compared is of many kinds", () => {
  const often = [...compared].filter(([, times]) => times >= 3).map(([kind]) => kind);
  expect(often).toEqual(
    expect.arrayContaining([
      "200",
      "201",
      "invalid_input",
      "not_found",
      "unauthenticated",
      "staff_busy",
      "outside_hours",
    ]),
  );
});
