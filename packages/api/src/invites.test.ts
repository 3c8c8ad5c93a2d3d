import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holderOf, openDesk, outcomeOf } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { eventsIn, faultsIn, textOf, writtenIn } from "./testing/read-calendar.ts";
import { monday } from "./testing/salon-with-bea.ts";
import { told } from "./testing/told.ts";

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await openTestApi({ publicUrl: "https://salon.example" });
  desk = await openDesk(api, { policy: { cancelWindowMinutes: 0 } });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const ALICE = { name: "Alice", email: "alice@example.com" };
const HOUR_MS = 3_600_000;
let booked = 0;

async function book(client: { name: string; email?: string; phone?: string; locale?: string } = ALICE) {
  const { salonId, cutId, beaId } = desk;
  const startsAt = new Date(monday("09:00").getTime() + booked * HOUR_MS);
  booked += 1;
  const items = [{ variantId: cutId, staffId: beaId }];
  const made = await api.anybody.bookings.create({ salonId, startsAt, items, client });
  return { ...made, invite: () => holderOf(api, made).invite({ bookingId: made.id }) };
}

const methodOf = (calendar: string) => /^METHOD:(\w+)/m.exec(calendar)?.[1];

test("Alice puts her visit into her own calendar: when, what, where, from whom and to whom", async () => {
  const visit = await book();
  const calendar = await visit.invite();
  const [event] = eventsIn(calendar);
  expect(methodOf(calendar)).toBe("REQUEST");
  expect(event).toMatchObject({
    uid: `${visit.id}@salon.example`,
    sequence: 1,
    start: visit.startsAt,
    end: visit.endsAt,
    status: "CONFIRMED",
    summary: expect.stringContaining("cut, cut – ") as string,
    attendee: { val: "MAILTO:alice@example.com", params: { CN: "Alice" } },
  });
  expect(textOf(event?.location)).toContain("Berlin");
  expect(textOf(event?.description)).toMatch(/^cut, cut, with bea\nSee or change the booking: https:/);
  expect(textOf(event?.url)).toMatch(new RegExp(`^https://salon.example/manage/${visit.id}#link[.]`));
  expect(faultsIn(calendar)).toEqual([]);
});

test("a change has a higher sequence, and what is called off is called off, under the same id", async () => {
  const visit = await book();
  const [before] = eventsIn(await visit.invite());
  const startsAt = new Date(visit.startsAt.getTime() + 24 * HOUR_MS);
  await holderOf(api, visit).reschedule({ bookingId: visit.id, startsAt });
  const [moved] = eventsIn(await visit.invite());
  expect(moved).toMatchObject({ uid: before?.uid, sequence: 2, start: startsAt });
  await holderOf(api, visit).cancel({ bookingId: visit.id });
  const calendar = await visit.invite();
  expect(methodOf(calendar)).toBe("CANCEL");
  expect(eventsIn(calendar)).toMatchObject([{ uid: before?.uid, sequence: 3, status: "CANCELLED" }]);
});

test("who has a telephone and no mail is asked nothing: the visit is only told", async () => {
  const calendar = await (await book({ name: "Hedda", phone: "+4930123456" })).invite();
  expect(methodOf(calendar)).toBe("PUBLISH");
  expect(calendar).not.toContain("ATTENDEE");
});

test("a German guest reads it in German", async () => {
  const [event] = eventsIn(await (await book({ ...ALICE, locale: "de-AT" })).invite());
  expect(textOf(event?.description)).toMatch(/mit bea\nTermin ansehen/);
});

test("the salon's people get it without the link that opens it as the guest's own", async () => {
  const { bea, rita, salonId } = desk;
  const { id: bookingId, startsAt } = await book();
  const key = { kind: "apiKey", keyId: bookingId, salonId, scopes: ["bookings:read"] } as const;
  for (const caller of [bea.api, rita.api, api.as(key)]) {
    const calendar = await caller.bookings.invite({ bookingId });
    expect(eventsIn(calendar)).toMatchObject([{ start: startsAt }]);
    expect(calendar).not.toContain("/manage/");
  }
  const stranger = await api.signUp("Mallory");
  expect(await outcomeOf(stranger.api.bookings.invite({ bookingId }))).toBe("not_found");
  expect(await outcomeOf(api.anybody.bookings.invite({ bookingId }))).toBe("unauthenticated");
});

test("whoever booked with an account finds the link, and no admin who acts as them: it would outlast that", async () => {
  const { salonId, cutId, beaId } = desk;
  const alice = await api.signUp("Alice");
  const startsAt = new Date(monday("09:00").getTime() + 48 * HOUR_MS);
  const items = [{ variantId: cutId, staffId: beaId }];
  const { id: bookingId } = await alice.api.bookings.create({ salonId, startsAt, items });
  const asAlice = { kind: "user", userId: alice.userId, emailVerified: true, impersonatorId: beaId } as const;
  expect(await alice.api.bookings.invite({ bookingId })).toContain("/manage/");
  expect(await api.as(asAlice).bookings.invite({ bookingId })).not.toContain("/manage/");
});

test("the mail of a booking brings it along, and so does that of its end; a reminder does not", async () => {
  await told(api);
  const visit = await book();
  const bringing = async () =>
    (await told(api))
      .filter(({ to }) => to === ALICE.email)
      .map(({ subject, attachments = [] }) => [
        subject.split(":", 1)[0],
        ...attachments.map(({ contentType, content }) => [contentType, methodOf(content)]),
      ]);
  const typed = (method: string) => [`text/calendar; charset=utf-8; method=${method}`, method];
  expect(await bringing()).toEqual([["Booked", typed("REQUEST")]]);
  await holderOf(api, visit).cancel({ bookingId: visit.id });
  expect(await bringing()).toEqual([["Cancelled", typed("CANCEL")]]);
  const next = await book();
  await told(api);
  const { salonId, mona } = desk;
  await mona.api.salons.setTestClock({ salonId, now: new Date(next.startsAt.getTime() - 2 * HOUR_MS) });
  expect(await bringing()).toEqual(expect.arrayContaining([["Reminder"]]));
});

/** Nights in which the clock of Berlin goes back, and forward. */
const NIGHTS = ["2027-10-30T20:00:00Z", "2027-03-27T20:00:00Z"].map((night) => Date.parse(night));
const text = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 }),
  fc.constantFrom(
    "Cut; colour, and \\n more",
    'The "Salon"',
    "Ünïcödé 👩🏽‍🦰💇‍♀️".repeat(9),
    "Eve\r\nATTENDEE:mailto:eve@example.com\r\nBEGIN:VEVENT",
    "END:VEVENT\u2028\u0085\u000b",
  ),
);
const somewhen = fc.oneof(
  fc
    .tuple(fc.constantFrom(...NIGHTS), fc.integer({ min: 0, max: 720 }))
    .map(([night, minutes]) => night + minutes * 60_000),
  fc
    .integer({
      min: Date.parse("2027-01-01T00:00:00Z") / 60_000,
      max: Date.parse("2029-01-01T00:00:00Z") / 60_000,
    })
    .map((minutes) => minutes * 60_000),
);
const anything = fc.record({
  startsAt: somewhen.map((ms) => new Date(ms)),
  minutes: fc.integer({ min: 5, max: 600 }),
  version: fc.integer({ min: 1, max: 99 }),
  salon: text,
  service: text,
  client: text,
  staff: text,
});

test("two hundred visits, named and timed however they may be, are read as they are", async ({
  annotate,
}) => {
  const visit = await book();
  const { salonId } = desk;
  let read = 0;
  await fc.assert(
    fc.asyncProperty(anything, async ({ startsAt, minutes, version, salon, service, client, staff }) => {
      const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
      // Behind the API's back: it would refuse some of these names.
      await api.sql`update bookings set starts_at = ${startsAt}, ends_at = ${endsAt}, version = ${version} where id = ${visit.id}`;
      await api.sql`update booking_items set service_name = ${service}, staff_name = ${staff} where booking_id = ${visit.id}`;
      await api.sql`update clients set name = ${client} where id = ${visit.client?.id ?? ""}`;
      await api.sql`update salons set name = ${salon}, latitude = 52.53, longitude = 13.4 where id = ${salonId}`;
      const calendar = await desk.rita.api.bookings.invite({ bookingId: visit.id });
      expect(faultsIn(calendar)).toEqual([]);
      const events = eventsIn(calendar);
      expect(events).toMatchObject([
        {
          uid: `${visit.id}@salon.example`,
          sequence: version,
          start: startsAt,
          end: endsAt,
          status: "CONFIRMED",
        },
      ]);
      expect(writtenIn(calendar, "SUMMARY")).toBe(tidy(`${service}, cut – ${salon}`));
      expect(writtenIn(calendar, "DESCRIPTION")).toBe(tidy(`${service}, cut, with ${staff}`));
      expect(writtenIn(calendar, "LOCATION")).toContain(tidy(salon));
      expect(calendar).toContain("GEO:52.53;13.4");
      read += 1;
    }),
    { seed: 20_271_031, numRuns: 200 },
  );
  await annotate(`${read} of 200 read back by another program, none with a fault`);
});

/** Nothing that steers is left of a name. */
function tidy(name: string): string {
  return name.replaceAll(/[^\P{Cc}\n]|[\u2028\u2029]/gu, " ");
}
