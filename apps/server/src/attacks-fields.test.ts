import { afterAll, beforeAll, expect, test } from "vitest";
import { callersOf } from "./testing/permissions/callers.ts";
import { doorsOf } from "./testing/permissions/doors.ts";
import type { Headers } from "./testing/permissions/doors.ts";
import { fieldsOf, withValueAt } from "./testing/permissions/id-places.ts";
import type { Path } from "./testing/permissions/id-places.ts";
import { INPUTS } from "./testing/permissions/inputs.ts";
import type { Input } from "./testing/permissions/inputs.ts";
import { openStage } from "./testing/permissions/stage.ts";
import type { Stage } from "./testing/permissions/stage.ts";
import { CALLS, procedureOf, TABLE } from "./testing/permissions/table.ts";
import type { Call } from "./testing/permissions/table.ts";
import { openWorld } from "./testing/permissions/world.ts";
import type { Furnished } from "./testing/permissions/world.ts";

let world: Furnished;
let stage: Stage;
beforeAll(async () => {
  world = await openWorld();
  stage = await openStage(world.server);
});
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});

const bearer = ({ token }: { readonly token: string }): Headers => ({ authorization: `Bearer ${token}` });

/** What nobody is asked for, and some would like to say. */
const SMUGGLED: Input = {
  priceMinor: 0,
  total: { amountMinor: 0, currency: "EUR" },
  role: "owner",
  isAdmin: true,
  status: "completed",
  source: "salon",
  version: 7,
  id: "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11",
  businessId: "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11",
  createdAt: "2027-06-14T08:00:00Z",
  emailVerified: true,
  tokenHash: "00",
};

test.each(CALLS.filter((call) => fieldsOf(procedureOf(call)).length > 0))(
  "%s: what is not asked for is refused, wherever it stands, and changes nothing",
  async (call) => {
    const input = INPUTS[call](world.places.own);
    const person = call.startsWith("admin.") ? world.people.Ada : world.people.Olga;
    const taken: string[] = [];
    await stage.play(async ({ hasChanged }) => {
      for (const [path, smuggling] of smuggled(call, input)) {
        for (const [name, door] of doorsOf(procedureOf(call))) {
          const request = { procedure: procedureOf(call), input: smuggling, headers: bearer(person) };
          const { status, body } = await door(stage.app, request);
          if (status !== 400 || body["code"] !== "invalid_input") taken.push(`${name}: ${path}: ${status}`);
        }
      }
      expect({ taken, hasChanged: await hasChanged() }).toEqual({ taken: [], hasChanged: false });
    });
  },
);

/** The input with one thing more, at its top and in every object within. */
function smuggled(call: Call, input: Input): (readonly [path: string, smuggling: Input])[] {
  const known = fieldsOf(procedureOf(call));
  const atTop = Object.entries(SMUGGLED).filter(([name]) => !known.includes(name));
  return objectsIn(input).flatMap((path) =>
    (path.length === 0 ? atTop : Object.entries({ priceMinor: 0 })).map(([name, value]) => {
      const place = [...path, name];
      return [place.join("."), withValueAt(input, place, value, {})] as const;
    }),
  );
}

function objectsIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.length > 0 ? objectsIn(value[0], [...path, 0]) : [];
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  const within = Object.entries(value).flatMap(([name, inner]) => objectsIn(inner, [...path, name]));
  return [path, ...within];
}

const SALON =
  "about address categories contact createdAt currency id locale location name rating sandbox slug status timeZone updatedAt version";
const OWN_SALON = `${SALON} businessId role`;
const STAFF = "bio bookable createdAt id name photo position rating services title updatedAt version";
const OWN_STAFF = `${STAFF} userId`;
const BOOKING =
  "approvalExpiresAt client createdAt endsAt holdExpiresAt id items late localStart needsAttention note overrides policy priceLines salonId seriesId source startsAt status timeZone total updatedAt version";
const CLIENT = "blockReason blockedAt createdAt email id locale name notes phone timeZone updatedAt version";
const MEMBER = "createdAt email id name role updatedAt userId version";
const API_KEY =
  "createdAt createdBy expiresAt id lastUsedAt name prefix replaces revokedAt scopes updatedAt version";
const USER =
  "admin bannedAt createdAt email emailVerified erasedAt id memberships name sessionCount updatedAt version";
const EVENT = "actor data id occurredAt previous salonId sequence type";

const OUTSIDE = [
  "nobody",
  "the holder",
  "the customer",
  "an owner elsewhere",
  "a superadmin",
  "a key from elsewhere",
];
const INSIDE = ["the stylist", "the receptionist", "the manager", "the owner", "a key with the scope"];

/** What an answer, or the first of a list, holds for each of these callers: this and nothing beside it. */
const SEEN: readonly (readonly [call: Call, by: readonly string[], keys: string])[] = [
  ["salons.get", [...OUTSIDE, ...INSIDE], `${SALON} photos`],
  ["salons.update", ["the manager", "the owner", "a key with the scope"], `affectedBookings ${OWN_SALON}`],
  ["staff.get", OUTSIDE, STAFF],
  ["staff.list", OUTSIDE, STAFF],
  ["staff.get", INSIDE, OWN_STAFF],
  ["staff.list", INSIDE, OWN_STAFF],
  ["bookings.get", ["the holder", "the customer", ...INSIDE], BOOKING],
  ["bookings.list", INSIDE, BOOKING],
  ["bookings.create", ["nobody", "the holder"], `${BOOKING} bookingToken manageUrl`],
  ["bookings.create", ["the customer", ...INSIDE], BOOKING],
  ["clients.get", INSIDE, `${CLIENT} visits`],
  ["clients.list", INSIDE, CLIENT],
  ["members.list", INSIDE, MEMBER],
  ["events.list", ["the manager", "the owner", "a key with the scope"], EVENT],
  ["apiKeys.list", ["the owner"], API_KEY],
  ["apiKeys.create", ["the owner"], `${API_KEY} key`],
  ["invitations.preview", OUTSIDE, "emailHint expiresAt role salonId salonName"],
  ["admin.getUser", ["support", "a superadmin"], USER],
];

test.each(SEEN)("%s: %j see what is meant for them", async (call, by, keys) => {
  const asking = callersOf(world).filter(({ name }) => by.includes(name));
  expect(asking.map(({ name }) => name).toSorted()).toEqual(by.toSorted());
  const request = { procedure: procedureOf(call), input: INPUTS[call](world.places.own) };
  for (const caller of asking) {
    for (const [, door] of doorsOf(procedureOf(call))) {
      const headers = caller.headers(TABLE[call].scopes);
      const { body } = await stage.play(() => door(stage.app, { ...request, headers }));
      const [first = body] = "nextCursor" in body ? (body["items"] as object[]) : [];
      expect({ by: caller.name, keys: Object.keys(first).toSorted() }).toEqual({
        by: caller.name,
        keys: keys.split(" ").toSorted(),
      });
    }
  }
});

test("events name people by ids alone", async () => {
  const { salonId } = world.places.own;
  const path = `/api/v1/salons/${salonId}/events?limit=100`;
  const { body } = await world.server.send("GET", path, undefined, bearer(world.people.Olga));
  expect(body["items"]).toHaveProperty("length", expect.any(Number));
  expect(JSON.stringify(body)).not.toMatch(/@example\.com|"Alice|"Gwen/);
});
