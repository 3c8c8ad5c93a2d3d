import { openDatabase } from "@salon/db";
import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, Persona } from "./testing.ts";
import { openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { openSiteverify } from "./testing/siteverify.ts";

const ALICE = { name: "Alice", email: "alice@example.com" };
const AUTH_SECRET = "the same for both servers, and long enough";
const LIMITED = { RATE_LIMITS: "on", TRUST_PROXY: "1", AUTH_SECRET };

type Who = Pick<Persona, "rest">;

/** Asks for a hold at this hour of that Monday. */
function holdAt(
  { salonId, variantId }: ClientSalon,
  who: Who,
  hour: number,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const startsAt = `2027-06-14T${String(hour).padStart(2, "0")}:00:00+02:00`;
  return who.rest("POST", "/bookings", { salonId, startsAt, items: [{ variantId }], hold: true }, headers);
}

const from = (address: string) => ({ "x-forwarded-for": address });
const refused = { status: 429, body: { code: "too_many_holds" } };

test("a guest has two holds open, from wherever in a network, and another when one has ended", async () => {
  await using server = await openTestServer(LIMITED);
  const salon = await openClientSalon(server);
  const home = from("2001:db8:1:2::1");
  const first = await holdAt(salon, server, 9, home);
  const second = await holdAt(salon, server, 10, from("2001:db8:1:2:ffff::9"));
  expect([first.status, second.status]).toEqual([201, 201]);
  const third = await holdAt(salon, server, 11, home);
  expect(third).toMatchObject(refused);
  expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await holdAt(salon, server, 11, from("2001:db8:1:3::1"))).toMatchObject({ status: 201 });

  const token = { "x-booking-token": String(first.body["bookingToken"]) };
  expect(await holdAt(salon, server, 12, { ...home, ...token })).toMatchObject(refused);
  await server.rest("POST", `/bookings/${String(first.body["id"])}/confirm`, { client: ALICE }, token);
  const afterConfirming = await holdAt(salon, server, 12, home);
  expect(afterConfirming).toMatchObject({ status: 201 });
  const { id, bookingToken } = second.body;
  await server.rest(
    "POST",
    `/bookings/${String(id)}/release`,
    {},
    { "x-booking-token": String(bookingToken) },
  );
  expect(await holdAt(salon, server, 13, home)).toMatchObject({ status: 201 });
  expect(await holdAt(salon, server, 14, home)).toMatchObject(refused);
  await salon.asOwner.salons.setTestClock.mutate({
    salonId: salon.salonId,
    now: new Date("2027-06-07T07:00:00Z"),
  });
  expect(await holdAt(salon, server, 14, home)).toMatchObject({ status: 201 });
  await using database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  const kept = await database.sql`select status from bookings where held_by is not null`;
  expect(kept).toEqual([{ status: "held" }]);
});

test("of twenty holds asked for at once, at two servers, a guest gets two and a customer five", async () => {
  await using server = await openTestServer(LIMITED);
  await using other = await openTestServer({ ...LIMITED, DATABASE_URL: server.databaseUrl });
  const salon = await openClientSalon(server);
  const carla = await server.signUp("Carla");
  const twenty = async (headers: Record<string, string>) => {
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, i) => holdAt(salon, i % 2 ? server : other, 9 + (i % 8), headers)),
    );
    return asked.filter(({ status }) => status === 201).length;
  };
  expect(await twenty(from("192.0.2.7"))).toBe(2);
  expect(await twenty({ authorization: `Bearer ${carla.token}` })).toBe(5);
});

test("a customer has five holds open; the salon's own people as many as they need", async () => {
  await using server = await openTestServer(LIMITED);
  const salon = await openClientSalon(server);
  const carla = await server.signUp("Carla");
  await using database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  // A customer has one visit at a time, so each is held for somebody else.
  const forFriend = (who: Who, hour: number) =>
    who.rest("POST", "/bookings", {
      salonId: salon.salonId,
      startsAt: `2027-06-14T${String(hour).padStart(2, "0")}:00:00+02:00`,
      items: [{ variantId: salon.variantId }],
      client: { ...ALICE, email: `friend${hour}@example.com` },
      hold: true,
    });
  const asked = await Promise.all([9, 10, 11, 12, 13, 14, 15, 16].map((hour) => forFriend(carla, hour)));
  expect(asked.filter(({ status }) => status === 201)).toHaveLength(5);
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(3);
  await database.sql`update bookings set status = 'released'`;
  await database.sql`delete from allocations`;
  const atDesk = await Promise.all([9, 10, 11, 12, 13, 14, 15].map((hour) => forFriend(salon.owner, hour)));
  expect(atDesk.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 201));
});

test("strangers of one network, with or without an unproven account, book thirty times a day", async () => {
  const shared = { ...LIMITED, RATE_LIMIT_STORE: "postgres" };
  await using server = await openTestServer(shared);
  await using other = await openTestServer({ ...shared, DATABASE_URL: server.databaseUrl });
  const salon = await openClientSalon(server);
  const [mallory, carla] = [
    await server.signUp("Mallory", { verified: false }),
    await server.signUp("Carla"),
  ];
  const home = from("192.0.2.9");
  const book = (who: Who, at: number, headers: Record<string, string> = home) =>
    who.rest(
      "POST",
      "/bookings",
      {
        salonId: salon.salonId,
        startsAt: new Date(
          Date.parse("2027-06-14T07:00:00Z") + (Math.floor(at / 8) * 24 + (at % 8)) * 3_600_000,
        ),
        items: [{ variantId: salon.variantId }],
        client: { ...ALICE, email: `a${at}@example.com` },
      },
      headers,
    );
  const asked = await Promise.all(
    Array.from({ length: 34 }, (_, at) => book([server, other, mallory][at % 3] ?? server, at)),
  );
  const statuses = asked.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(30);
  expect(asked.filter(({ status }) => status === 429).map(({ body }) => body["code"])).toEqual(
    Array(4).fill("too_many_requests"),
  );
  expect(await book(mallory, 34)).toMatchObject({ status: 429 });
  expect(await book(carla, 34)).toMatchObject({ status: 201 });
  expect(await book(salon.owner, 35)).toMatchObject({ status: 201 });
  expect(await book(server, 36, from("192.0.2.10"))).toMatchObject({ status: 201 });
}, 30_000);

test("where guests solve a challenge, nobody else does, and every answer counts once", async () => {
  await using siteverify = await openSiteverify("s3cret");
  await using server = await openTestServer({
    CHALLENGE_VERIFY_URL: siteverify.url,
    CHALLENGE_SECRET: "s3cret",
  });
  const salon = await openClientSalon(server);
  const carla = await server.signUp("Carla");
  const solved = (response: string) => ({ "x-challenge-response": response });
  const problem = (code: string) => ({ status: 403, body: { code } });

  expect(await holdAt(salon, server, 9)).toMatchObject(problem("challenge_required"));
  expect(await holdAt(salon, server, 9, solved("guessed"))).toMatchObject(problem("challenge_failed"));
  expect(await holdAt(salon, server, 9, solved("s".repeat(3_000)))).toMatchObject(
    problem("challenge_failed"),
  );
  expect(await holdAt(salon, server, 9, { "x-booking-token": "a".repeat(40) })).toMatchObject(
    problem("challenge_required"),
  );
  const held = await holdAt(salon, server, 9, solved("solved 1"));
  expect(held).toMatchObject({ status: 201 });
  expect(await holdAt(salon, server, 10, solved("solved 1"))).toMatchObject(problem("challenge_failed"));
  const mallory = await server.signUp("Mallory", { verified: false });
  expect(await holdAt(salon, mallory, 11)).toMatchObject(problem("challenge_required"));
  const { salonId, variantId } = salon;
  const wait = { items: [{ variantId }], from: "2027-06-14", to: "2027-06-15" };
  for (const who of [server, mallory])
    expect(await who.rest("POST", `/salons/${salonId}/waitlist`, wait)).toMatchObject(
      problem("challenge_required"),
    );
  const throughTrpc = await server.send(
    "POST",
    "/trpc/bookings.create",
    { json: { salonId: salon.salonId, localStart: "2027-06-14T11:00", items: [], client: ALICE } },
    { "idempotency-key": "trpc" },
  );
  expect(throughTrpc.status).toBeGreaterThanOrEqual(400);
  expect(siteverify.asked.map(({ secret, remoteip }) => [secret, remoteip])).toEqual(
    Array.from({ length: 3 }, () => ["s3cret", "127.0.0.1"]),
  );

  const token = { "x-booking-token": String(held.body["bookingToken"]) };
  const path = `/bookings/${String(held.body["id"])}`;
  expect(await server.rest("POST", `${path}/confirm`, { client: ALICE }, token)).toMatchObject({
    status: 200,
  });
  expect(await holdAt(salon, carla, 12)).toMatchObject({ status: 201 });
  expect(await holdAt(salon, salon.owner, 13)).toMatchObject({ status: 201 });
  expect(siteverify.asked).toHaveLength(3);
});

test("while nobody can judge a challenge, guests are asked to come back", async () => {
  await using siteverify = await openSiteverify("s3cret");
  await using server = await openTestServer({
    CHALLENGE_VERIFY_URL: siteverify.url,
    CHALLENGE_SECRET: "s3cret",
  });
  const salon = await openClientSalon(server);
  const solved = { "x-challenge-response": "solved" };
  siteverify.fail();
  const broken = await holdAt(salon, server, 9, solved);
  expect(broken).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(broken.headers.get("retry-after")).toBe("5");
  siteverify.hang();
  expect(await holdAt(salon, server, 9, solved)).toMatchObject({ status: 503 });
}, 20_000);
