import type { Mail } from "@salon/core";
import { expect, test } from "vitest";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { Person, TestApi } from "./testing/index.ts";
import { eventsIn, faultsIn, textOf } from "./testing/read-calendar.ts";
import { GUEST } from "./testing/salon-with-bea.ts";
import { openYear, weekly } from "./testing/series.ts";
import { join } from "./testing/team.ts";
import { told } from "./testing/told.ts";

const to = (mails: readonly Mail[], email: string) => mails.filter((mail) => mail.to === email);
const subjectsTo = (mails: readonly Mail[], { email }: { readonly email: string }) =>
  to(mails, email).map(({ subject }) => subject);
const calendarOf = (mail: Mail | undefined) => mail?.attachments?.[0]?.content ?? "";

test("a series is one message to whoever books and to the stylist, with every date, and each visit's entry", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const { occurrences } = await alice.api.series.create({ ...weekly(desk), localStart: "2027-10-18T10:00" });
  const mails = await told(api);
  const [mail, ...others] = to(mails, alice.email);
  expect(others).toEqual([]);
  expect(mail?.subject).toMatch(/^Booked: .*, 4 visits from Mon,? 18 Oct/);
  expect(mail?.text).toContain("Your bookings at");
  for (const date of ["18 October", "25 October", "1 November", "8 November"])
    expect(mail?.text).toMatch(new RegExp(`Monday,? ${date} 2027 at 10:00 \\(Europe/Berlin\\)`));
  expect(mail?.text).toContain("4 × €10.00");
  expect(mail?.attachments).toHaveLength(1);
  expect(mail?.attachments?.[0]?.contentType).toContain("method=PUBLISH");
  expect(faultsIn(calendarOf(mail))).toEqual([]);
  const entries = eventsIn(calendarOf(mail));
  expect(entries.map(({ uid, start }) => [uid, start.toISOString()])).toEqual(
    occurrences.map(({ bookingId, startsAt }) => [`${bookingId}@localhost`, startsAt?.toISOString()]),
  );
  expect(entries.every(({ attendee }) => attendee === undefined)).toBe(true);
  expect(entries.map(({ url }) => textOf(url))).toEqual(
    occurrences.map(({ bookingId }) => expect.stringContaining(`/manage/${bookingId}#link.`) as string),
  );
  const [toBea, ...more] = to(mails, desk.bea.email);
  expect(toBea?.subject).toMatch(/^New booking: 4 visits from Mon,? 18 Oct/);
  expect(toBea?.text).toContain("Alice has booked several visits.");
  expect(more).toEqual([]);
  expect(await told(api)).toEqual([]);
  const { items } = await alice.api.notifications.list({});
  expect(items).toMatchObject([{ kind: "booking_confirmed", bookingId: occurrences[0]?.bookingId }]);
});

test("a change of several is one message, as is their cancellation, and entries are those of the visits", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const { id: seriesId, occurrences } = await alice.api.series.create(weekly(desk));
  const [first = "", second = ""] = occurrences.map(({ bookingId }) => bookingId ?? "");
  await told(api);
  const following = { seriesId, bookingId: second, scope: "following" as const };
  await desk.rita.api.series.update({ ...following, localStart: "2027-06-22T14:00" });
  const [moved, ...others] = to(await told(api), alice.email);
  expect(others).toEqual([]);
  expect(moved?.subject).toMatch(/^New time: .*, 3 visits from Tue,? 22 June?/);
  expect(moved?.text).not.toContain("14 June");
  expect(eventsIn(calendarOf(moved)).map(({ sequence }) => Number(sequence))).toEqual([2, 2, 2]);

  await alice.api.series.update({ seriesId, bookingId: first, scope: "all", note: "Ring twice" });
  expect(await told(api)).toEqual([]);

  await alice.api.series.cancel({ ...following, reason: "Away" });
  const mails = await told(api);
  const [cancelled, ...rest] = to(mails, alice.email);
  expect(rest).toEqual([]);
  expect(cancelled?.subject).toMatch(/^Cancelled: .*, 3 visits/);
  expect(cancelled?.text).toContain("Reason: Away");
  expect(eventsIn(calendarOf(cancelled)).map(({ status }) => status)).toEqual(Array(3).fill("CANCELLED"));
  expect(to(mails, desk.bea.email).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Booking cancelled: 3 visits/) as string,
  ]);
});

test("visits that are given the time that they have stay with whom they are, and nobody is told", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const { rita, salonId, cutId, beaId } = desk;
  const alice = await api.signUp("Alice");
  const { id: seriesId, occurrences } = await alice.api.series.create({
    ...weekly(desk),
    items: [{ variantId: cutId }],
  });
  const bookingId = occurrences[0]?.bookingId ?? "";
  const beas = { salonId, items: [{ variantId: cutId, staffId: beaId }], client: GUEST };
  await rita.api.bookings.create({ ...beas, localStart: "2027-06-21T12:00" });
  await told(api);
  const present = { seriesId, bookingId, scope: "all", localStart: "2027-06-14T10:00" } as const;
  await alice.api.series.update(present);
  const { items } = await rita.api.bookings.list({ salonId, seriesId });
  expect(items.map(({ items: [item] }) => item?.staffId)).toEqual(Array(4).fill(beaId));
  expect(await told(api)).toEqual([]);
});

test("stylists are told of the visits in their own calendars, and of no colleague's", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const { rita, bea, salonId, cutId, annId, owner } = desk;
  const [alice, ann] = [await api.signUp("Alice"), await api.signUp("Ann")];
  await join(api, desk, ann, "stylist");
  await owner.api.staff.update({ salonId, staffId: annId, userId: ann.userId });
  const { id: seriesId, occurrences } = await alice.api.series.create({ ...weekly(desk), count: 3 });
  const [first = "", , third = ""] = occurrences.map(({ bookingId }) => bookingId ?? "");
  const items = [{ variantId: cutId, staffId: annId }];
  await rita.api.series.update({ seriesId, bookingId: third, scope: "this", items });
  await told(api);
  const all = { seriesId, bookingId: first, scope: "all" } as const;
  await rita.api.series.update({ ...all, localStart: "2027-06-14T12:00" });
  const moved = await told(api);
  expect(subjectsTo(moved, bea)).toEqual(["Booking moved: 2 visits from Mon 14 Jun, 12:00"]);
  expect(subjectsTo(moved, ann)).toEqual(["Booking moved: Mon 28 Jun, 12:00"]);
  expect(subjectsTo(moved, alice)).toEqual([expect.stringContaining("3 visits") as string]);
  await alice.api.series.cancel(all);
  const cancelled = await told(api);
  expect(subjectsTo(cancelled, bea)).toEqual(["Booking cancelled: 2 visits from Mon 14 Jun, 12:00"]);
  expect(to(cancelled, bea.email)[0]?.text).not.toContain("28 June");
  expect(subjectsTo(cancelled, ann)).toEqual(["Booking cancelled: Mon 28 Jun, 12:00"]);
});

/** Somebody of the staff gets an account. */
async function employ(api: TestApi, desk: Desk, staffId: string, name: string): Promise<Person> {
  const person = await api.signUp(name);
  await join(api, desk, person, "stylist");
  await desk.owner.api.staff.update({ salonId: desk.salonId, staffId, userId: person.userId });
  return person;
}

const DATES = ["14 June", "21 June", "28 June", "5 July"];
const datesIn = (mail: Mail | undefined) => DATES.filter((date) => mail?.text.includes(`${date} 2027`));

test("when Bea leaves, a series that goes to Ann is one message to the client, to Bea and to Ann", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const { mona, bea, salonId, beaId, annId } = desk;
  const [alice, ann] = [await api.signUp("Alice"), await employ(api, desk, annId, "Ann")];
  await alice.api.me.update({ locale: "en-GB" });
  const { occurrences } = await alice.api.series.create(weekly(desk));
  await told(api);
  await mona.api.staff.reassignBookings({ salonId, staffId: beaId });
  const mails = await told(api);
  expect(mails).toHaveLength(3);
  const [mail] = to(mails, alice.email);
  expect(mail?.subject).toMatch(/^Changed: .*, 4 visits from Mon,? 14 Jun/);
  expect(mail?.text).toMatch(
    /At your bookings at .* somebody else will look after you\. The times stay as they are\./,
  );
  expect(datesIn(mail)).toEqual(DATES);
  expect(mail?.text).toContain("with ann");
  expect(mail?.text).not.toContain("with bea");
  expect(eventsIn(calendarOf(mail)).map(({ uid, sequence }) => [uid, Number(sequence)])).toEqual(
    occurrences.map(({ bookingId }) => [`${bookingId}@localhost`, 2]),
  );
  const [toAnn, toBea] = [ann, bea].map(({ email }) => to(mails, email)[0]);
  expect(toAnn?.subject).toBe("Now yours: 4 visits from Mon 14 Jun, 10:00");
  expect(toAnn?.text).toContain("Several visits of Alice are in your calendar now.");
  expect(toBea?.subject).toBe("No longer yours: 4 visits from Mon 14 Jun, 10:00");
  expect(toBea?.text).toContain("Several visits of Alice are not in your calendar any more.");
  expect([datesIn(toAnn), datesIn(toBea)]).toEqual([DATES, DATES]);
  expect(await told(api)).toEqual([]);
});

test("of a series that goes to two people each is told of their own visits", async () => {
  await using api = await openTestApi();
  const services = ["cut", "colour"];
  const desk = await openYear(api, { staff: { cleo: { services } } });
  const { rita, mona, bea, salonId, beaId, annId, cutId } = desk;
  const [alice, ann] = [await api.signUp("Alice"), await employ(api, desk, annId, "Ann")];
  const cleo = await employ(api, desk, desk.staff.get("cleo") ?? "", "Cleo");
  await alice.api.me.update({ locale: "de-DE" });
  await alice.api.series.create(weekly(desk));
  // Ann is busy in the second week; in the others she comes first.
  const anns = { salonId, items: [{ variantId: cutId, staffId: annId }], client: GUEST };
  await rita.api.bookings.create({ ...anns, localStart: "2027-06-21T10:00" });
  await told(api);
  await mona.api.staff.reassignBookings({ salonId, staffId: beaId });
  const mails = await told(api);
  expect(mails).toHaveLength(4);
  expect(subjectsTo(mails, alice)).toEqual([expect.stringMatching(/^Geändert: .*, 4 Termine ab /) as string]);
  expect(to(mails, alice.email)[0]?.text).toContain("ist jemand anderes für Sie da. Die Zeiten bleiben");
  expect(subjectsTo(mails, ann)).toEqual(["Now yours: 3 visits from Mon 14 Jun, 10:00"]);
  expect(datesIn(to(mails, ann.email)[0])).toEqual(["14 June", "28 June", "5 July"]);
  expect(subjectsTo(mails, cleo)).toEqual(["Now yours: Mon 21 Jun, 10:00"]);
  expect(to(mails, cleo.email)[0]?.text).toContain("The visit of Alice is in your calendar now.");
  expect(subjectsTo(mails, bea)).toEqual(["No longer yours: 4 visits from Mon 14 Jun, 10:00"]);
});

test("one visit of a series that goes to somebody else alone is told like any other", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const { mona, bea, salonId, beaId, annId } = desk;
  const [alice, ann] = [await api.signUp("Alice"), await employ(api, desk, annId, "Ann")];
  await alice.api.series.create(weekly(desk));
  await told(api);
  await mona.api.staff.reassignBookings({ salonId, staffId: beaId, to: "2027-06-14" });
  const mails = await told(api);
  expect(mails).toHaveLength(3);
  const [mail] = to(mails, alice.email);
  expect(mail?.text).toContain("somebody else will look after you. The time stays as it is.");
  expect(calendarOf(mail)).toContain("METHOD:REQUEST");
  expect(subjectsTo(mails, ann)).toEqual(["Now yours: Mon 14 Jun, 10:00"]);
  expect(subjectsTo(mails, bea)).toEqual(["No longer yours: Mon 14 Jun, 10:00"]);
});

test("one visit of a series that is changed is told like any other", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const { id: seriesId, occurrences } = await alice.api.series.create(weekly(desk));
  const bookingId = occurrences[1]?.bookingId ?? "";
  await told(api);
  await alice.api.series.update({ seriesId, bookingId, scope: "this", localStart: "2027-06-22T14:00" });
  const [mail, ...others] = to(await told(api), alice.email);
  expect(others).toEqual([]);
  expect(mail?.text).toMatch(/Before: Monday,? 21 June 2027/);
  expect(mail?.link).toContain(`/manage/${bookingId}#link.`);
  expect(calendarOf(mail)).toContain("METHOD:REQUEST");
});

test("each visit is reminded of by itself, at its own time", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api);
  const { salonId, mona } = desk;
  const alice = await api.signUp("Alice");
  const { id: seriesId, occurrences } = await alice.api.series.create(weekly(desk));
  const bookingId = occurrences[2]?.bookingId ?? "";
  await alice.api.series.update({ seriesId, bookingId, scope: "following", localStart: "2027-06-30T10:00" });
  await told(api);
  const reminders = async (now: string) => {
    await mona.api.salons.setTestClock({ salonId, now: new Date(now) });
    return to(await told(api), alice.email).filter(({ subject }) => subject.startsWith("Reminder")).length;
  };
  expect(await reminders("2027-06-13T10:30:00+02:00")).toBe(1);
  expect(await reminders("2027-06-20T10:30:00+02:00")).toBe(1);
  expect(await reminders("2027-06-27T10:30:00+02:00")).toBe(0);
  expect(await reminders("2027-06-29T10:30:00+02:00")).toBe(1);
});

test("requests for several visits are one message, in the language of whoever reads it", async () => {
  await using api = await openTestApi();
  const desk = await openYear(api, { policy: { requiresApproval: true, approvalMinutes: 60 } });
  const alice = await api.signUp("Alice");
  await alice.api.me.update({ locale: "de-DE" });
  await alice.api.series.create({ ...weekly(desk), count: 2 });
  const mails = to(await told(api), alice.email);
  expect(mails.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Angefragt: .*, 2 Termine ab Mo\.?, 14\. Juni?/) as string,
  ]);
  expect(mails[0]?.text).toContain("Der angehängte Kalender enthält jeden Termin");
  const forAlice = { ...weekly(desk), localStart: "2027-06-15T10:00", client: GUEST };
  await desk.rita.api.series.create(forAlice);
  expect(to(await told(api), GUEST.email).map(({ subject }) => subject.split(":")[0])).toEqual(["Booked"]);
});
