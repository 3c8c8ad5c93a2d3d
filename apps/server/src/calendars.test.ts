import { afterAll, beforeAll, expect, test } from "vitest";
import { MONDAY, monday, openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { openTestServer, pathOf } from "./testing.ts";
import type { TestServer } from "./testing.ts";

let server: TestServer;
let salon: ClientSalon;
beforeAll(async () => {
  server = await openTestServer();
  salon = await openClientSalon(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const ALICE = { name: "Alice", email: "alice@example.com" };

async function book(time: Parameters<typeof monday>[0]) {
  const { salonId, variantId, staffId, asGuest } = salon;
  const items = [{ variantId, staffId }];
  return asGuest.bookings.create.mutate({ salonId, items, startsAt: monday(time), client: ALICE });
}

test("a calendar's program reads the feed by its address alone, and again only when it has changed", async () => {
  const { url } = await salon.asOwner.calendarFeeds.create.mutate({ salonId: salon.salonId });
  await book("10:00");
  const first = await server.send("GET", pathOf(url));
  expect(first.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(first.body["text"]).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(first.body["text"]).toContain(`DTSTART:${MONDAY.replaceAll("-", "")}T080000Z`);
  const held = { "if-none-match": first.headers.get("etag") ?? "" };
  expect(await server.send("GET", pathOf(url), undefined, held)).toMatchObject({
    status: 304,
    body: { text: "" },
  });
  expect(await server.send("HEAD", pathOf(url))).toMatchObject({ status: 200, body: { text: "" } });
  await book("11:00");
  expect(await server.send("GET", pathOf(url), undefined, held)).toMatchObject({ status: 200 });
});

test("both doors give the same text", async () => {
  const { salonId, asOwner, asGuest } = salon;
  const { url } = await asOwner.calendarFeeds.create.mutate({ salonId });
  const token = new URL(url).searchParams.get("token") ?? "";
  const { body } = await server.send("GET", pathOf(url));
  expect(await asGuest.calendarFeeds.readSalon.query({ salonId, token })).toBe(body["text"]);
});

test("a wrong token and an unknown salon are answered alike", async () => {
  const told = async (salonId: string) => {
    const { status, body } = await server.rest("GET", `/salons/${salonId}/calendar.ics?token=guess`);
    const { instance: _, requestId: __, ...said } = body;
    return { status, said };
  };
  const wrong = await told(salon.salonId);
  expect(wrong.status).toBe(404);
  expect(await told("0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11")).toEqual(wrong);
});

test("a feed's reader spends of the budget of their address", async () => {
  await using limited = await openTestServer({ RATE_LIMITS: "on" });
  const answer = await limited.rest("GET", `/salons/${salon.salonId}/calendar.ics?token=guess`);
  expect(answer.headers.get("ratelimit-policy")).toContain('"ip"');
});

test("who holds a booking's token keeps the booking as a file", async () => {
  const { id, bookingToken = "" } = await book("14:00");
  const answer = await server.rest("GET", `/bookings/${id}/invite.ics`, undefined, {
    "x-booking-token": bookingToken,
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="invite.ics"');
  expect(answer.body["text"]).toContain("METHOD:REQUEST");
});
