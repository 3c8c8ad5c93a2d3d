import { createSystemCtx, planNotifications } from "@salon/core";
import type { Mail, ShortMessage } from "@salon/core";
import { expect, test } from "vitest";
import { openDesk } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { GUEST, monday } from "./testing/salon-with-bea.ts";
import { join } from "./testing/team.ts";
import { told } from "./testing/told.ts";

const visit = ({ salonId, cutId, beaId }: Desk, time: `${number}:${number}` = "10:00") => ({
  salonId,
  startsAt: monday(time),
  items: [{ variantId: cutId, staffId: beaId }],
});

const subjectsTo = (mails: readonly Mail[], email: string) =>
  mails.filter(({ to }) => to === email).map(({ subject }) => subject.split(":")[0]);

async function bookAsGuest(api: TestApi, desk: Desk, time?: `${number}:${number}`) {
  return api.anybody.bookings.create({ ...visit(desk, time), client: GUEST });
}

test("a guest who books is told what, when by the salon's clock, and where to change it", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { id } = await bookAsGuest(api, desk);
  const mails = await told(api);
  expect(subjectsTo(mails, GUEST.email)).toEqual(["Booked"]);
  const mail = mails.find(({ to }) => to === GUEST.email);
  expect(mail?.text).toContain("Hello Alice,");
  expect(mail?.text).toContain("Monday, 14 June 2027 at 10:00 (Europe/Berlin)");
  expect(mail?.html).toContain("<table");
  expect(mail?.link).toContain(`/manage/${id}#link.`);
  expect(await told(api)).toEqual([]);
});

test("the stylist in whose calendar it is hears of it, unless it was her who booked", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  await bookAsGuest(api, desk);
  const mails = await told(api);
  expect(subjectsTo(mails, desk.bea.email)).toEqual(["New booking"]);
  expect(subjectsTo(mails, desk.mona.email)).toEqual([]);
  await desk.bea.api.bookings.create({ ...visit(desk, "14:00"), client: { name: "Ann" } });
  expect(subjectsTo(await told(api), desk.bea.email)).toEqual([]);
});

test("where no stylist has an account, the managers hear of it", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const items = [{ variantId: desk.cutId, staffId: desk.annId }];
  await api.anybody.bookings.create({ ...visit(desk), items, client: GUEST });
  const mails = await told(api);
  for (const { email } of [desk.mona, desk.owner]) expect(subjectsTo(mails, email)).toEqual(["New booking"]);
  for (const { email } of [desk.rita, desk.bea]) expect(subjectsTo(mails, email)).toEqual([]);
});

test("a hold is nothing to tell of until it is confirmed", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  const { id: bookingId } = await alice.api.bookings.create({ ...visit(desk), hold: true });
  expect(await told(api)).toEqual([]);
  await alice.api.bookings.confirm({ bookingId });
  expect(subjectsTo(await told(api), alice.email)).toEqual(["Booked"]);
});

test("a request is told to be received, and then what became of it", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api, { policy: { requiresApproval: true, approvalMinutes: 60 } });
  const { salonId, rita } = desk;
  const [first, second] = [await bookAsGuest(api, desk), await bookAsGuest(api, desk, "12:00")];
  await bookAsGuest(api, desk, "14:00");
  expect(subjectsTo(await told(api), GUEST.email)).toEqual(["Asked for", "Asked for", "Asked for"]);
  await rita.api.bookings.approve({ bookingId: first.id });
  await rita.api.bookings.decline({ bookingId: second.id });
  expect(subjectsTo(await told(api), GUEST.email)).toEqual(["Accepted", "Not accepted"]);
  await desk.mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-07T08:00:00Z") });
  expect(subjectsTo(await told(api), GUEST.email)).toEqual(["Not answered"]);
});

test("a visit that moves is told with both times, and one that is cancelled by either side with the reason", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { id: bookingId } = await bookAsGuest(api, desk);
  await told(api);
  await desk.rita.api.bookings.reschedule({ bookingId, startsAt: monday("11:00") });
  const moved = await told(api);
  expect(subjectsTo(moved, GUEST.email)).toEqual(["New time"]);
  expect(subjectsTo(moved, desk.bea.email)).toEqual(["Booking moved"]);
  expect(moved[0]?.text).toMatch(/When: .* at 11:00 \(.*\n.*Before: .* at 10:00 \(/);
  await desk.rita.api.bookings.cancel({ bookingId, reason: "Bea is ill" });
  const cancelled = await told(api);
  expect(subjectsTo(cancelled, GUEST.email)).toEqual(["Cancelled"]);
  expect(cancelled.find(({ to }) => to === GUEST.email)?.text).toContain("Reason: Bea is ill");
  const other = await bookAsGuest(api, desk, "15:00");
  await told(api);
  const actor = { kind: "bookingHolder", token: other.bookingToken ?? "" } as const;
  await api.as(actor).bookings.cancel({ bookingId: other.id });
  const byGuest = await told(api);
  expect(byGuest.map(({ to }) => to).toSorted()).toEqual([GUEST.email, desk.bea.email].toSorted());
});

test("who takes a visit over hears of it, who had it too, and the client that somebody else comes", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId, businessId, annId, beaId, rita } = desk;
  const ann = await api.signUp("Ann");
  await join(api, { salonId, businessId }, ann, "stylist");
  await desk.owner.api.staff.update({ salonId, staffId: annId, userId: ann.userId });
  const booked = await bookAsGuest(api, desk);
  await told(api);
  const { id: bookingId } = booked;
  const items = (staffId: string) => booked.items.map(({ id }) => ({ itemId: id, staffId }));
  await rita.api.bookings.update({ bookingId, items: items(annId) });
  const mails = await told(api);
  expect(subjectsTo(mails, ann.email)).toEqual(["Now yours"]);
  expect(subjectsTo(mails, desk.bea.email)).toEqual(["No longer yours"]);
  expect(subjectsTo(mails, GUEST.email)).toEqual(["Changed"]);
  expect(mails.find(({ to }) => to === GUEST.email)?.text).toContain("cut, cut, with ann");
  const moved = { bookingId, startsAt: monday("11:00"), items: [{ variantId: desk.cutId, staffId: beaId }] };
  await rita.api.bookings.reschedule(moved);
  const later = await told(api);
  expect(subjectsTo(later, ann.email)).toEqual(["No longer yours"]);
  expect(subjectsTo(later, desk.bea.email)).toEqual(["Now yours"]);
  expect(subjectsTo(later, GUEST.email)).toEqual(["New time"]);
  await rita.api.bookings.update({ bookingId, note: "Short" });
  await rita.api.bookings.checkIn({ bookingId });
  const { items: current } = await rita.api.bookings.get({ bookingId });
  const handed = current.map(({ id }) => ({ itemId: id, staffId: annId }));
  await rita.api.bookings.update({ bookingId, items: handed });
  expect((await told(api)).map(({ to }) => to).toSorted()).toEqual([ann.email, desk.bea.email].toSorted());
});

test("what is noted, checked in, begun or done is followed by no mail", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { id: bookingId } = await bookAsGuest(api, desk);
  await told(api);
  const { bookings } = desk.rita.api;
  await bookings.update({ bookingId, note: "Short" });
  await bookings.checkIn({ bookingId });
  await desk.rita.api.bookings.start({ bookingId });
  await desk.rita.api.bookings.complete({ bookingId });
  expect(await told(api)).toEqual([]);
});

test("everybody reads their own language and their own clock beside the salon's", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const client = { ...GUEST, locale: "de-AT", timeZone: "America/New_York" };
  await api.anybody.bookings.create({ ...visit(desk), client });
  const german = (await told(api)).find(({ to }) => to === GUEST.email);
  expect(german?.subject).toMatch(/^Gebucht: /);
  expect(german?.text).toContain("Montag, 14. Juni 2027 um 10:00 (Europe/Berlin)");
  expect(german?.text).toContain("Bei Ihnen ist das Montag, 14. Juni 2027 um 04:00 (America/New_York)");
  expect(german?.html).toContain('<html lang="de">');
  const alice = await api.signUp("Alice");
  await alice.api.me.update({ locale: "fr", timeZone: "Europe/Vienna" });
  await alice.api.bookings.create(visit(desk, "12:00"));
  const english = (await told(api)).find(({ to }) => to === alice.email);
  expect(english?.text).toContain("12:00 (Europe/Berlin)");
  expect(english?.text).not.toContain("Vienna");
});

test("no name is markup, and no row of ours holds a word of the mail", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const name = `<img src=x onerror="alert('x')">`;
  await api.anybody.bookings.create({ ...visit(desk), client: { ...GUEST, name } });
  const mails = await told(api);
  expect(mails).toHaveLength(2);
  for (const { html } of mails) expect(html).not.toContain("<img");
  const rows = await api.sql`select n::text as n, d::text as d from notifications n
    join notification_deliveries d on d.notification_id = n.id`;
  expect(JSON.stringify(rows)).not.toMatch(/alice|<img/i);
});

test("a guest without an address is texted when and where to change it; somebody with neither is told nothing", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const client = { name: "Ann", phone: "+493012345678", timeZone: "America/New_York" };
  const { id } = await api.anybody.bookings.create({ ...visit(desk), client });
  await desk.rita.api.bookings.create({ ...visit(desk, "12:00"), client: { name: "Walk-in" } });
  const texts: ShortMessage[] = [];
  const sms = { send: async (text: ShortMessage) => void texts.push(text) };
  await told({ ...api, deps: { ...api.deps, messengers: { ...api.deps.messengers, sms } } });
  expect(texts.map(({ to }) => to)).toEqual([client.phone]);
  const lines = texts[0]?.text.split("\n") ?? [];
  expect(lines.slice(0, 3)).toEqual([
    expect.stringContaining("is confirmed") as string,
    "Monday, 14 June 2027 at 10:00 (Europe/Berlin)",
    "For you that is Monday, 14 June 2027 at 04:00 (America/New_York)",
  ]);
  expect(lines[3]).toContain(`/manage/${id}#link.`);
  const rows = await api.sql<{ channel: string; state: string }[]>`
    select d.channel, d.state from notifications n join notification_deliveries d on d.notification_id = n.id
    where n.client_id is not null and n.minutes_before is null`;
  expect([...rows]).toEqual([{ channel: "sms", state: "sent" }]);
});

test("whoever writes somebody else's address into bookings cannot flood it, and the salon still can", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  for (let day = 0; day < 23; day += 1) {
    const startsAt = new Date(
      monday("10:00").getTime() + Math.floor(day / 5) * 7 * 86_400_000 + (day % 5) * 86_400_000,
    );
    await api.anybody.bookings.create({ ...visit(desk), startsAt, client: GUEST });
    await told(api);
  }
  const mails = api.mails.filter(({ to }) => to === GUEST.email);
  expect(mails).toHaveLength(20);
  await desk.rita.api.bookings.create({ ...visit(desk, "15:00"), client: GUEST });
  expect(subjectsTo(await told(api), GUEST.email)).toEqual(["Booked"]);
});

test("a salon that is not public mails its own people, and nobody whose address was typed or who only has an account", async () => {
  await using api = await openTestApi({ sandboxesTellAnybody: false });
  const desk = await openDesk(api);
  const { salonId, mona } = desk;
  const alice = await api.signUp("Alice");
  await bookAsGuest(api, desk);
  await alice.api.bookings.create(visit(desk, "12:00"));
  const sandboxed = await told(api);
  await desk.rita.api.bookings.create({ ...visit(desk, "14:00"), client: GUEST });
  await api.sql`update salons set sandbox = false, test_now = null, status = 'draft' where id = ${salonId}`;
  const drafted = await told(api);
  expect([...sandboxed, ...drafted].map(({ to }) => to)).toEqual(Array(3).fill(desk.bea.email));
  expect((await alice.api.notifications.list({})).items).toHaveLength(1);
  const { items } = await mona.api.notifications.sent({ salonId, state: "skipped" });
  expect(items.map(({ kind, failure }) => `${kind} ${failure}`)).toEqual(
    Array(3).fill("booking_confirmed not_public"),
  );
});

test("what follows from bookings is planned in the same statements, however many they are", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const ctx = createSystemCtx(api.deps, "test");
  const planning = async (times: readonly `${number}:${number}`[]) => {
    await told(api);
    for (const time of times) await bookAsGuest(api, desk, time);
    let statements: string[] = [];
    // Until the log is readable: what else runs in the cluster holds it up.
    while (statements.length < 3) statements = await api.statementsOf(() => planNotifications(ctx));
    return statements.length;
  };
  const ofOne = await planning(["09:00"]);
  expect(await planning(["10:00", "11:00", "12:00", "13:00"])).toBe(ofOne);
  expect(ofOne).toBeLessThanOrEqual(15);
});
