import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, TestServer } from "./testing.ts";
import { openClientSalon } from "./testing/client-salon.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const ALICE = { name: "Alice", email: "alice@example.com" };
const TEN = "2027-06-14T10:00:00+02:00";

const SQL = [
  "'; drop table bookings; --",
  "' or '1'='1",
  "\\'; select pg_sleep(5); --",
  "1); delete from salons; --",
  "$1",
  "%",
  "_",
  "\\",
  "${7*7}",
  "&|!():*<->",
  "'alice':* & !",
];
const HTML = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "{{constructor.constructor('x')()}}",
];
const CELLS = ["=1+1", "+1", "-1", "@SUM(A1)"];

test("nobody is made more than they are by signing up", async () => {
  const account = { name: "Eve", email: "eve@example.com", password: "correct horse battery" };
  for (const extra of [{ role: "admin" }, { image: "x" }, { emailVerified: true }, { id: "1" }]) {
    const answer = await server.send("POST", "/api/auth/sign-up/email", { ...account, ...extra });
    expect(answer).toMatchObject({ status: 400 });
  }
});

test("text is text, whatever it looks like, wherever it is put and looked for", async () => {
  const { salonId, staffId, owner } = await openClientSalon(server);
  const salon = `/salons/${salonId}`;
  for (const text of [...SQL, ...HTML, ...CELLS]) {
    const made = await owner.rest("POST", `${salon}/clients`, { name: text, notes: text });
    expect(made).toMatchObject({ status: 201, body: { name: text, notes: text } });
    expect(await owner.rest("PATCH", `${salon}/staff/${staffId}`, { bio: text, title: text })).toMatchObject({
      status: 200,
      body: { bio: text, title: text },
    });
    const query = new URLSearchParams({ query: text });
    const found = await owner.rest("GET", `${salon}/clients?${query.toString()}`);
    expect((found.body["items"] as { id: string }[]).map(({ id }) => id)).toContain(made.body["id"]);
    expect((await server.rest("GET", `/salons?${query.toString()}`)).status).toBe(200);
  }
  const { body } = await owner.rest("GET", `${salon}/clients?query=${encodeURIComponent("%")}`);
  expect((body["items"] as unknown[]).length).toBe(1);
});

test("no parameter of a list is ever SQL", async () => {
  const { salonId, owner } = await openClientSalon(server);
  const salon = `/salons/${salonId}`;
  const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const ids = "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11";
  for (const text of [...SQL, "\0", "1e400", "9".repeat(400)]) {
    const value = encodeURIComponent(text);
    const tampered = [
      [text],
      [text, text],
      [text, ids],
      ["2027-06-14T08:00:00.000Z", text],
      ["newest", text, ids],
      [1],
      {},
      null,
    ];
    const asked = [
      `/salons?sort=${value}`,
      `/salons?category=${value}`,
      `/salons?near=${value}`,
      `${salon}/bookings?status=${value}`,
      `${salon}/bookings?updatedSince=${value}`,
      `${salon}/bookings?from=${value}`,
      `${salon}/bookings?limit=${value}`,
      `${salon}/events?after=${value}`,
      `${salon}/overrides?from=${value}`,
      ...[
        "clients",
        "bookings",
        "staff",
        "services",
        "members",
        "invitations",
        "time-off",
        "overrides",
        "add-ons",
        "resources",
      ].flatMap((list) =>
        [text, ...tampered.map(cursor)].map((bait) => `${salon}/${list}?cursor=${encodeURIComponent(bait)}`),
      ),
      ...tampered.map((parts) => `/salons?cursor=${cursor(parts)}`),
    ];
    const answers = await Promise.all(asked.map((path) => owner.rest("GET", path)));
    // A name may be any text, so a cursor that holds one may be right.
    for (const { status } of answers) expect([200, 400]).toContain(status);
  }
  expect(await owner.rest("GET", salon)).toMatchObject({ status: 200 });
});

test("no booking is in the past, of no length, or longer than a day", async () => {
  const { salonId, variantId, asOwner, owner } = await openClientSalon(server);
  const book = (startsAt: string, more: object = {}): Promise<Answer> =>
    server.rest("POST", "/bookings", { salonId, startsAt, items: [{ variantId }], client: ALICE, ...more });
  const codes: unknown[] = [];
  for (const start of ["1999-12-31T10:00:00Z", "2027-06-06T10:00:00+02:00", "2027-06-07T08:15:00+02:00"]) {
    codes.push((await book(start)).body["code"], (await book(start, { hold: true })).body["code"]);
  }
  for (const code of codes) expect(["too_soon", "closed", "outside_hours"]).toContain(code);
  for (const start of ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "+275760-09-13T00:00:00Z", "now"])
    expect(await book(start)).toMatchObject({ status: 400 });
  const variant = (minutes: unknown) => ({
    name: "Odd",
    variants: [{ name: "Odd", price: { amountMinor: 1 }, segments: [{ kind: "active", minutes }] }],
  });
  for (const minutes of [0, -30, 10_000, 1441, 0.5, null, "60", 1e308])
    expect(await owner.rest("POST", `/salons/${salonId}/services`, variant(minutes))).toMatchObject({
      status: 400,
    });
  const booked = await book(TEN);
  const [item] = booked.body["items"] as { id: string }[];
  for (const minutes of [0, -1, 10_000])
    expect(
      await owner.rest("PATCH", `/bookings/${String(booked.body["id"])}`, {
        items: [{ itemId: item?.id, segmentMinutes: [minutes] }],
      }),
    ).toMatchObject({ status: 400 });
  for (const amountMinor of [-1, 1.5, 1e15, "0"])
    expect(
      await owner.rest("PATCH", `/bookings/${String(booked.body["id"])}`, {
        prices: [{ itemId: item?.id, amountMinor }],
      }),
    ).toMatchObject({ status: 400 });
  expect(await asOwner.bookings.get.query({ bookingId: String(booked.body["id"]) })).toMatchObject({
    version: 1,
  });
  expect(await book(TEN, { items: Array.from({ length: 9 }, () => ({ variantId })) })).toMatchObject({
    status: 400,
  });
  expect(await book(TEN, { items: [] })).toMatchObject({ status: 400 });
});

test("a hold ends when it was to end, however often it is moved", async () => {
  const { salonId, variantId, asOwner } = await openClientSalon(server);
  const items = [{ variantId }];
  const held = await server.rest("POST", "/bookings", { salonId, startsAt: TEN, items, hold: true });
  const token = { "x-booking-token": String(held.body["bookingToken"]) };
  const path = `/bookings/${String(held.body["id"])}`;
  const unchanged = { holdExpiresAt: held.body["holdExpiresAt"] };
  const clock = (minutes: number) =>
    asOwner.salons.setTestClock.mutate({
      salonId,
      now: new Date(Date.parse("2027-06-07T06:00:00Z") + minutes * 60_000),
    });
  for (const [minutes, hour] of [
    [4, 11],
    [8, 12],
  ] as const) {
    await clock(minutes);
    const moved = await server.rest(
      "POST",
      `${path}/reschedule`,
      { startsAt: `2027-06-14T${hour}:00:00+02:00` },
      token,
    );
    expect(moved).toMatchObject({ status: 200, body: unchanged });
    await server.rest("PATCH", path, { note: `moved to ${hour}` }, token);
    expect(await server.rest("GET", path, undefined, token)).toMatchObject({ body: unchanged });
  }
  await clock(11);
  expect(await server.rest("POST", `${path}/reschedule`, { startsAt: TEN }, token)).toMatchObject({
    body: { code: "hold_expired" },
  });
  expect(await server.rest("POST", `${path}/confirm`, { client: ALICE }, token)).toMatchObject({
    body: { code: "hold_expired" },
  });
  const free = await server.rest("POST", "/bookings", {
    salonId,
    startsAt: "2027-06-14T12:00:00+02:00",
    items,
    client: ALICE,
  });
  expect(free).toMatchObject({ status: 201 });
});
