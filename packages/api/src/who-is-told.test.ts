import type { NotificationKind } from "@salon/contracts";
import type { Mail } from "@salon/core";
import { expect, test } from "vitest";
import { openDesk } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { Person, TestApi } from "./testing/index.ts";
import { GUEST, monday } from "./testing/salon-with-bea.ts";
import { told } from "./testing/told.ts";

const APPROVING = { policy: { requiresApproval: true, approvalMinutes: 60 } };

function bookAsGuest(
  { anybody }: TestApi,
  desk: Desk,
  time: `${number}:${number}` = "10:00",
  staffId?: string,
) {
  const items = [{ variantId: desk.cutId, staffId: staffId ?? desk.beaId }];
  return anybody.bookings.create({ salonId: desk.salonId, startsAt: monday(time), items, client: GUEST });
}

async function kindsOf({ api }: Person) {
  return (await api.notifications.list({})).items.map(({ kind }) => kind);
}

async function askFor({ api }: Person, kind: NotificationKind, channel: "email" | "in_app" = "email") {
  return api.notifications.setPreferences({ preferences: [{ kind, channel, enabled: true }] });
}

const to = (mails: readonly Mail[], { email }: Pick<Person, "email">) =>
  mails.filter((mail) => mail.to === email);

test("who runs the desk hears of others' calendars where they ask for it, way by way", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { mona, rita, owner, bea } = desk;
  await askFor(mona, "salon_team_booking_created");
  await askFor(mona, "salon_team_booking_cancelled", "in_app");
  await askFor(rita, "salon_team_booking_cancelled");
  const { id: bookingId } = await bookAsGuest(api, desk);
  const booked = await told(api);
  expect(to(booked, mona)).toMatchObject([{ subject: expect.stringMatching(/^New booking: /) as string }]);
  expect([...to(booked, rita), ...to(booked, owner)]).toEqual([]);
  expect(to(booked, mona)[0]?.text).toContain("with bea");
  await bea.api.bookings.cancel({ bookingId });
  const cancelled = await told(api);
  expect(to(cancelled, rita)).toHaveLength(1);
  expect(await kindsOf(mona)).toEqual(["salon_team_booking_cancelled"]);
  expect(await kindsOf(rita)).toEqual([]);
  expect(await kindsOf(owner)).toEqual([]);
});

test("nobody is told twice who manages the salon and does the visit, nor of what they did", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { mona, annId, salonId, owner, cutId } = desk;
  await owner.api.staff.update({ salonId, staffId: annId, userId: mona.userId });
  await askFor(mona, "salon_team_booking_created");
  await askFor(mona, "salon_team_booking_created", "in_app");
  await bookAsGuest(api, desk, "10:00", annId);
  expect(to(await told(api), mona)).toHaveLength(1);
  expect(await kindsOf(mona)).toEqual(["salon_booking_created"]);
  const items = [{ variantId: cutId, staffId: desk.beaId }];
  await mona.api.bookings.create({ salonId, startsAt: monday("14:00"), items, client: { name: "Ann" } });
  expect(to(await told(api), mona)).toEqual([]);
});

test("a request stands in the app of everybody who can answer it, whatever they have switched off", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api, APPROVING);
  const { bea, rita, mona, owner } = desk;
  const kind = "salon_booking_requested";
  await bea.api.notifications.setPreferences({ preferences: [{ kind, channel: "email", enabled: false }] });
  for (const [person, kindOff] of [
    [bea, kind],
    [rita, "salon_team_booking_requested"],
  ] as const) {
    const preferences = [{ kind: kindOff, channel: "in_app" as const, enabled: false }];
    await expect(person.api.notifications.setPreferences({ preferences })).rejects.toMatchObject({
      cause: { reason: "invalid_input" },
    });
  }
  await bookAsGuest(api, desk);
  const mails = await told(api);
  expect(mails.map((mail) => mail.to)).toEqual([GUEST.email]);
  expect(await kindsOf(bea)).toEqual([kind]);
  for (const person of [rita, mona, owner])
    expect(await kindsOf(person)).toEqual(["salon_team_booking_requested"]);
});

test("a request is mailed to whose calendar it is in, with the time by which to answer, else to the managers", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api, APPROVING);
  const { bea, rita, mona, owner, annId } = desk;
  await bookAsGuest(api, desk);
  const toBea = to(await told(api), bea);
  expect(toBea).toMatchObject([{ subject: expect.stringMatching(/^New request: /) as string }]);
  expect(toBea[0]?.text).toMatch(/Answer until: Monday, 7 June 2027 at \d\d:\d\d \(Europe\/Berlin\)/);
  await bookAsGuest(api, desk, "12:00", annId);
  const mails = await told(api);
  for (const person of [mona, owner]) expect(to(mails, person)).toHaveLength(1);
  expect(to(mails, rita)).toEqual([]);
});

test("what a stylist asks for at her own salon waits for the others to answer", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api, APPROVING);
  const { bea, rita, salonId, cutId, beaId } = desk;
  const items = [{ variantId: cutId, staffId: beaId }];
  await bea.api.bookings.create({ salonId, startsAt: monday("10:00"), items });
  await told(api);
  expect(await kindsOf(bea)).toEqual(["booking_requested"]);
  expect(await kindsOf(rita)).toEqual(["salon_team_booking_requested"]);
});

test("who is banned or has left is told nothing of a salon's clients any more", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { bea, rita, mona } = desk;
  await askFor(rita, "salon_team_booking_created");
  await api.sql`update users set banned_at = now() where id = any(${[bea.userId, rita.userId]})`;
  await bookAsGuest(api, desk);
  const mails = await told(api);
  expect([...to(mails, bea), ...to(mails, rita)]).toEqual([]);
  // Nobody who may come in has it in their calendar.
  expect(to(mails, mona)).toHaveLength(1);
});

test("who had booked before a salon was suspended hears what becomes of it, and who a draft books for does not", async () => {
  await using api = await openTestApi({ sandboxesTellAnybody: false });
  const desk = await openDesk(api);
  const { salonId, rita } = desk;
  const [first, second] = [await bookAsGuest(api, desk), await bookAsGuest(api, desk, "12:00")];
  await told(api);
  const stands = (status: string, from: string | null) =>
    api.sql`
      update salons set sandbox = false, test_now = null, status = ${status}::salon_status,
        suspended_from = ${from}::salon_status where id = ${salonId}`;
  await stands("suspended", "published");
  await rita.api.bookings.cancel({ bookingId: first.id, reason: "We are closed" });
  expect(to(await told(api), GUEST)).toMatchObject([
    { text: expect.stringContaining("We are closed") as string },
  ]);
  await stands("suspended", "draft");
  await rita.api.bookings.cancel({ bookingId: second.id });
  expect(to(await told(api), GUEST)).toEqual([]);
});

test("an address that wants no more reminders gets none as another client either, and all that a visit depends on", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId, mona } = desk;
  await bookAsGuest(api, desk, "10:00", desk.annId);
  await told(api);
  await mona.api.salons.setTestClock({ salonId, now: monday("09:00") });
  const { unsubscribeUrl = "" } = to(await told(api), GUEST)[0] ?? {};
  await api.anybody.notifications.unsubscribe({ token: unsubscribeUrl.split("/").at(-1) ?? "" });
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-07T08:00:00Z") });
  const again = await bookAsGuest(api, desk, "12:00", desk.annId);
  await told(api);
  await mona.api.salons.setTestClock({ salonId, now: monday("11:00") });
  const subjects = to(await told(api), GUEST).map(({ subject }) => subject);
  expect(subjects).toEqual([]);
  await mona.api.bookings.cancel({ bookingId: again.id });
  expect(to(await told(api), GUEST)).toHaveLength(1);
  const kept = await api.sql`select a::text from address_opt_outs a`;
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain("alice");
});

test("an address's word to one business is none to another", async () => {
  await using api = await openTestApi();
  const [here, there] = [await openDesk(api), await openDesk(api)];
  const reminded = async (desk: Desk) => {
    await bookAsGuest(api, desk, "10:00", desk.annId);
    await told(api);
    await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: monday("09:00") });
    return to(await told(api), GUEST);
  };
  const [reminder] = await reminded(here);
  await api.anybody.notifications.unsubscribe({ token: reminder?.unsubscribeUrl?.split("/").at(-1) ?? "" });
  expect((await reminded(there)).length).toBeGreaterThan(0);
});
