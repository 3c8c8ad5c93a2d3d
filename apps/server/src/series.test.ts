import { afterAll, beforeAll, expect, test } from "vitest";
import { openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { openTestServer } from "./testing.ts";
import type { Persona, TestServer } from "./testing.ts";

let server: TestServer;
let salon: ClientSalon;
beforeAll(async () => {
  server = await openTestServer();
  salon = await openClientSalon(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const weekly = ({ salonId, variantId, staffId }: ClientSalon) => ({
  salonId,
  localStart: "2027-06-14T10:00",
  items: [{ variantId, staffId }],
  everyWeeks: 1,
  count: 3,
});

const headersOf = ({ token }: Persona, more: Record<string, string>) => ({
  authorization: `Bearer ${token}`,
  ...more,
});

test("a series is made, read, moved and cancelled over REST, at the versions that its caller has seen", async () => {
  const alice = await server.signUp("Alice");
  const made = await alice.rest("POST", "/booking-series", weekly(salon), { "idempotency-key": "series-1" });
  const path = `/booking-series/${String(made.body["id"])}`;
  expect(made).toMatchObject({ status: 201, body: { everyWeeks: 1, version: 1 } });
  expect(made.headers.get("location")).toBe(`/api/v1${path}`);
  expect(made.headers.get("etag")).toBe('"1"');
  const again = await alice.rest("POST", "/booking-series", weekly(salon), { "idempotency-key": "series-1" });
  expect(again.body).toEqual(made.body);
  expect(again.headers.get("idempotent-replayed")).toBe("true");

  const read = await alice.rest("GET", path);
  const [, second] = read.body["occurrences"] as { bookingId: string; startsAt: string }[];
  expect(second).toMatchObject({ startsAt: "2027-06-21T08:00:00.000Z", isException: false });
  const list = await salon.owner.rest(
    "GET",
    `/salons/${salon.salonId}/bookings?seriesId=${String(made.body["id"])}`,
  );
  expect(list.body["items"]).toHaveLength(3);

  const change = { bookingId: second?.bookingId, scope: "following", localStart: "2027-06-22T11:00" };
  const preview = await alice.rest("POST", `${path}/preview`, change);
  expect(preview).toMatchObject({
    status: 200,
    body: { occurrences: [{ outcome: "possible" }, { outcome: "possible" }] },
  });
  const stale = await alice.rest("PATCH", path, change, { "if-match": '"7"' });
  expect(stale).toMatchObject({ status: 412, body: { code: "version_mismatch", currentVersion: 1 } });
  const moved = await alice.rest("PATCH", path, change, { "if-match": '"1"' });
  expect(moved).toMatchObject({ status: 200, body: { version: 2 } });
  expect(moved.headers.get("etag")).toBe('"2"');
  const cancelled = await alice.rest("POST", `${path}/cancel`, {
    bookingId: second?.bookingId,
    scope: "all",
  });
  expect(cancelled).toMatchObject({ status: 200, body: { version: 3 } });
});

test("what cannot be told of as a whole is told visit by visit, by both doors", async () => {
  const [alice, nina] = [await server.signUp("Alice"), await server.signUp("Nina")];
  const at = { ...weekly(salon), localStart: "2027-06-16T10:00" };
  const single = { salonId: salon.salonId, localStart: "2027-06-23T10:30", items: at.items };
  expect(await nina.rest("POST", "/bookings", single)).toMatchObject({ status: 201 });
  const refused = await alice.rest("POST", "/booking-series", at);
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: "staff_busy",
      occurrences: [
        { index: 0, outcome: "possible", code: null },
        { index: 1, outcome: "conflict", code: "staff_busy", startsAt: "2027-06-23T08:00:00.000Z" },
        { index: 2, outcome: "possible", code: null },
      ],
    },
  });
  const withoutKey = await server.send(
    "POST",
    "/api/v1/booking-series",
    at,
    headersOf(alice, { "idempotency-key": "" }),
  );
  expect(withoutKey).toMatchObject({ status: 400 });
  expect(await server.rest("POST", "/booking-series", at)).toMatchObject({ status: 401 });
  const skipped = await alice.rest("POST", "/booking-series", { ...at, onConflict: "skip" });
  expect(skipped).toMatchObject({ status: 201 });
});

test("an account whose address nobody has proven books a series as so many visits of its network's day", async () => {
  const limited = { RATE_LIMITS: "on", TRUST_PROXY: "1" };
  await using strict = await openTestServer(limited);
  const there = await openClientSalon(strict);
  const mallory = await strict.signUp("Mallory", { verified: false });
  const carla = await strict.signUp("Carla");
  const home = { "x-forwarded-for": "192.0.2.9" };
  const book = (who: Persona, hour: number, count: number) =>
    who.rest(
      "POST",
      "/booking-series",
      { ...weekly(there), localStart: `2027-06-14T${hour}:00`, count },
      home,
    );
  expect(await book(mallory, 10, 10)).toMatchObject({ status: 201 });
  expect(await book(mallory, 10, 10)).toMatchObject({ status: 409 });
  expect(await book(mallory, 11, 10)).toMatchObject({ status: 201 });
  expect(await book(mallory, 12, 11)).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
  expect(await book(carla, 12, 11)).toMatchObject({ status: 201 });
}, 30_000);
