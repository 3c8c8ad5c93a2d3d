import { expect, test, afterAll, beforeAll } from "vitest";
import { openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { GUEST } from "../testing/salon-with-bea.ts";
import { openYear, outcomesIn, refusalOf, timesIn, visitsIn, weekly } from "../testing/series.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const someoneAt = async (desk: Desk, localStart: string, over: object = {}) => {
  const { salonId, cutId, beaId } = desk;
  const items = [{ variantId: cutId, staffId: beaId }];
  return desk.rita.api.bookings.create({ salonId, localStart, items, client: GUEST, ...over });
};

test("a visit every two weeks is so many bookings of their own, at one time of day", async () => {
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const made = await alice.api.series.create({ ...weekly(desk), everyWeeks: 2, note: "Ring twice" });
  expect(made).toMatchObject({
    salonId: desk.salonId,
    client: { name: "Alice" },
    everyWeeks: 2,
    count: 4,
    until: null,
    localStart: "2027-06-14T10:00:00",
    timeZone: "Europe/Berlin",
    version: 1,
  });
  expect(outcomesIn(made.occurrences)).toEqual(["booked", "booked", "booked", "booked"]);
  const { items: visits } = await desk.rita.api.bookings.list({ salonId: desk.salonId, seriesId: made.id });
  expect(visits.map(({ localStart }) => localStart)).toEqual([
    "2027-06-14T10:00:00+02:00",
    "2027-06-28T10:00:00+02:00",
    "2027-07-12T10:00:00+02:00",
    "2027-07-26T10:00:00+02:00",
  ]);
  expect(new Set(visits.map(({ status, note, seriesId }) => `${status} ${note} ${seriesId}`))).toEqual(
    new Set([`confirmed Ring twice ${made.id}`]),
  );
  expect(made.occurrences.map(({ bookingId }) => bookingId)).toEqual(visits.map(({ id }) => id));
  const whole = await alice.api.series.get({ seriesId: made.id });
  expect(whole.occurrences[1]).toEqual({
    index: 1,
    bookingId: visits[1]?.id,
    localStart: "2027-06-28T10:00:00",
    startsAt: visits[1]?.startsAt,
    endsAt: visits[1]?.endsAt,
    status: "confirmed",
    isException: false,
  });
  expect((await alice.api.series.mine({})).items).toEqual([expect.objectContaining({ id: made.id })]);
  expect((await desk.rita.api.series.list({ salonId: desk.salonId })).items).toHaveLength(1);
});

test("ten o'clock stays ten o'clock when the clocks change, in autumn and in spring", async () => {
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const across = async (localStart: string) => {
    const { id } = await alice.api.series.create({ ...weekly(desk), localStart, count: 3 });
    return (await visitsIn(desk.rita, desk.salonId, id)).map((visit) => visit.localStart);
  };
  expect(await across("2027-10-18T10:00")).toEqual([
    "2027-10-18T10:00:00+02:00",
    "2027-10-25T10:00:00+02:00",
    "2027-11-01T10:00:00+01:00",
  ]);
  expect(await across("2028-03-20T10:00")).toEqual([
    "2028-03-20T10:00:00+01:00",
    "2028-03-27T10:00:00+02:00",
    "2028-04-03T10:00:00+02:00",
  ]);
});

test("a time that the clocks skip is a conflict, one that they show twice is the first, and what was typed is neither", async () => {
  const nights = [{ weekdays: [6, 7], opens: "00:00", closes: "24:00" }];
  const desk = await openYear(api, { hours: nights });
  const alice = await api.signUp("Alice");
  const half2 = (date: string) => ({ ...weekly(desk), localStart: `${date}T02:30`, count: 3 });
  expect(await refusalOf(alice.api.series.create(half2("2028-03-19")))).toEqual({
    code: "nonexistent_local_time",
    outcomes: ["possible", "conflict: nonexistent_local_time", "possible"],
  });
  const { occurrences } = await alice.api.series.create({ ...half2("2028-03-19"), onConflict: "skip" });
  expect(occurrences[1]).toEqual({
    index: 1,
    localStart: "2028-03-26T02:30:00",
    startsAt: null,
    outcome: "conflict",
    bookingId: null,
    code: "nonexistent_local_time",
    message: "The clocks skip this time.",
  });
  const autumn = await alice.api.series.create(half2("2027-10-24"));
  expect(autumn.occurrences[1]?.startsAt).toEqual(new Date("2027-10-31T02:30:00+02:00"));
  expect(await outcomeOf(alice.api.series.create(half2("2028-03-26")))).toBe("nonexistent_local_time");
  expect(await outcomeOf(alice.api.series.create(half2("2027-10-31")))).toBe("ambiguous_local_time");
  const second = new Date("2027-10-31T02:30:00+01:00");
  const items = [{ variantId: desk.cutId, staffId: desk.annId }];
  const typed = { ...half2(""), localStart: undefined, startsAt: second, items };
  const from = await desk.rita.api.series.create({ ...typed, client: GUEST });
  expect(from).toMatchObject({
    localStart: "2027-10-31T02:30:00",
    occurrences: [{ startsAt: second }, {}, {}],
  });
  const whole = await desk.rita.api.series.get({ seriesId: from.id });
  expect(whole.occurrences.map(({ isException }) => isException)).toEqual([false, false, false]);
});

test("a series ends with its last date, which it may meet, and has two visits at least and fifty-two at the most", async () => {
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const until = (date: string, everyWeeks = 1) =>
    alice.api.series.preview({ ...weekly(desk), count: undefined, until: date, everyWeeks });
  expect((await until("2027-06-28")).occurrences.map(({ localStart }) => localStart)).toEqual([
    "2027-06-14T10:00:00",
    "2027-06-21T10:00:00",
    "2027-06-28T10:00:00",
  ]);
  expect((await until("2027-06-27")).occurrences).toHaveLength(2);
  expect((await until("2028-06-05")).occurrences).toHaveLength(52);
  expect((await until("2028-06-14", 52)).occurrences).toHaveLength(2);
  for (const date of ["2028-06-12", "2027-06-20", "2027-06-14", "2027-01-01"])
    expect(await outcomeOf(until(date))).toBe("invalid_input");
  const wrong = [
    { count: 1 },
    { count: 53 },
    { until: "2027-07-30" },
    { count: undefined },
    { everyWeeks: 0 },
    { everyWeeks: 53 },
    { startsAt: new Date("2027-06-14T08:00:00Z") },
  ];
  for (const over of wrong)
    expect(await outcomeOf(alice.api.series.preview({ ...weekly(desk), ...over }))).toBe("invalid_input");
});

test("one visit that cannot be keeps all from being booked, or is left out, as is wished", async () => {
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  await someoneAt(desk, "2027-06-28T09:30");
  const clientsBefore = await api.sql`select id from clients`;
  expect(await refusalOf(alice.api.series.create(weekly(desk)))).toEqual({
    code: "staff_busy",
    outcomes: ["possible", "possible", "conflict: staff_busy", "possible"],
  });
  expect(await api.sql`select id from clients`).toHaveLength(clientsBefore.length);
  expect((await alice.api.bookings.mine({})).items).toEqual([]);
  const made = await alice.api.series.create({ ...weekly(desk), onConflict: "skip" });
  expect(outcomesIn(made.occurrences)).toEqual(["booked", "booked", "conflict: staff_busy", "booked"]);
  expect(made.occurrences[2]).toMatchObject({ bookingId: null, startsAt: new Date("2027-06-28T08:00:00Z") });
  expect(await timesIn(desk.rita, desk.salonId, made.id)).toEqual([
    "2027-06-14T10:00",
    "2027-06-21T10:00",
    "2027-07-05T10:00",
  ]);
  const nothing = { ...weekly(desk), localStart: "2027-06-19T10:00", onConflict: "skip" as const };
  expect(await refusalOf(alice.api.series.create(nothing))).toEqual({
    code: "closed",
    outcomes: Array(4).fill("conflict: closed"),
  });
});

test("the person served is at one place at a time, and days that are limited are full", async () => {
  const desk = await openYear(api, { policy: { maxBookingsPerStaffPerDay: 1 } });
  const { annId, cutId, rita } = desk;
  const alice = await api.signUp("Alice");
  const items = [{ variantId: cutId, staffId: annId }];
  await alice.api.bookings.create({ ...single(desk), localStart: "2027-06-21T10:30", items });
  await someoneAt(desk, "2027-06-28T14:00");
  expect((await refusalOf(alice.api.series.create(weekly(desk)))).outcomes).toEqual([
    "possible",
    "conflict: client_busy",
    "conflict: daily_limit",
    "possible",
  ]);
  expect(
    outcomesIn(
      (await rita.api.series.create({ ...weekly(desk), onConflict: "skip", client: GUEST })).occurrences,
    ),
  ).toEqual(["booked", "booked", "conflict: daily_limit", "booked"]);
});

const single = ({ salonId }: Desk) => ({ salonId });

test("customers stay within the horizon, and a manager passes it", async () => {
  const desk = await openDesk(api, { policy: { horizonDays: 21 } });
  const alice = await api.signUp("Alice");
  const made = await alice.api.series.create({ ...weekly(desk), onConflict: "skip" });
  expect(outcomesIn(made.occurrences)).toEqual(["booked", "booked", "booked", "conflict: beyond_horizon"]);
  const later = { ...weekly(desk), localStart: "2027-06-14T12:00", client: GUEST };
  expect((await refusalOf(desk.rita.api.series.create(later))).code).toBe("beyond_horizon");
  const override = ["beyond_horizon" as const];
  expect(await outcomeOf(desk.rita.api.series.create({ ...later, override }))).toBe("forbidden");
  expect(await outcomeOf(alice.api.series.create({ ...weekly(desk), override }))).toBe("forbidden");
  expect(outcomesIn((await desk.mona.api.series.create({ ...later, override })).occurrences)).toEqual(
    Array(4).fill("booked"),
  );
});

test("each visit waits for approval where the salon asks for it", async () => {
  const desk = await openYear(api, { policy: { requiresApproval: true, approvalMinutes: 60 } });
  const alice = await api.signUp("Alice");
  const { id } = await alice.api.series.create(weekly(desk));
  const visits = await visitsIn(desk.rita, desk.salonId, id);
  expect(visits.map(({ status }) => status)).toEqual(Array(4).fill("pending"));
  const forAlice = { ...weekly(desk), localStart: "2027-06-14T12:00", client: GUEST };
  const byDesk = await desk.rita.api.series.create(forAlice);
  expect(new Set((await visitsIn(desk.rita, desk.salonId, byDesk.id)).map(({ status }) => status))).toEqual(
    new Set(["confirmed"]),
  );
});

test("a series is for those with an account, and for the salon: each in the own calendar", async () => {
  const desk = await openYear(api);
  const { cutId, annId, bea } = desk;
  const guest = { ...weekly(desk), client: GUEST };
  expect(await outcomeOf(api.anybody.series.create(guest))).toBe("unauthenticated");
  const { bookingToken = "" } = await api.anybody.bookings.create({
    ...single(desk),
    localStart: "2027-06-15T10:00",
    items: weekly(desk).items,
    client: GUEST,
  });
  const holder = api.as({ kind: "bookingHolder", token: bookingToken });
  expect(await outcomeOf(holder.series.create(guest))).toBe("unauthenticated");
  const annsOwn = { ...guest, items: [{ variantId: cutId, staffId: annId }] };
  expect(await outcomeOf(bea.api.series.create(annsOwn))).toBe("forbidden");
  expect(await outcomeOf(bea.api.series.create(guest))).toBe("done");
});

test("who is blocked learns nothing but that everybody is busy", async () => {
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const { client } = await alice.api.bookings.create({
    ...single(desk),
    localStart: "2027-06-15T10:00",
    items: weekly(desk).items,
  });
  await desk.mona.api.clients.block({ salonId: desk.salonId, clientId: client?.id ?? "" });
  const refused = { code: "staff_busy", outcomes: Array(4).fill("conflict: staff_busy") as string[] };
  for (const onConflict of ["fail", "skip"] as const)
    expect(await refusalOf(alice.api.series.create({ ...weekly(desk), onConflict }))).toEqual(refused);
  expect(outcomesIn((await alice.api.series.preview(weekly(desk))).occurrences)).toEqual(refused.outcomes);
});

test("the same key answers the same, and books nothing more", async () => {
  const desk = await openYear(api);
  const { userId } = await api.signUp("Alice");
  const alice = { kind: "user", userId, emailVerified: true } as const;
  const first = await api.as(alice, "once").series.create(weekly(desk));
  expect(await api.as(alice, "once").series.create(weekly(desk))).toEqual(first);
  expect(await visitsIn(desk.rita, desk.salonId, first.id)).toHaveLength(4);
});

test("nobody sees a series but whose it is and the salon", async () => {
  const [desk, elsewhere] = [await openYear(api), await openYear(api)];
  const [alice, nina] = [await api.signUp("Alice"), await api.signUp("Nina")];
  const { id: seriesId } = await alice.api.series.create(weekly(desk));
  for (const person of [nina, elsewhere.mona, elsewhere.owner])
    expect(await outcomeOf(person.api.series.get({ seriesId }))).toBe("not_found");
  expect(await outcomeOf(api.anybody.series.get({ seriesId }))).toBe("unauthenticated");
  for (const person of [alice, desk.bea, desk.rita])
    expect((await person.api.series.get({ seriesId })).occurrences).toHaveLength(4);
  expect((await elsewhere.rita.api.series.list({ salonId: elsewhere.salonId })).items).toEqual([]);
  expect((await nina.api.series.mine({})).items).toEqual([]);
  const ofAnn = { ...weekly(desk), client: GUEST, items: [{ variantId: desk.cutId, staffId: desk.annId }] };
  const { id: anns, client } = await desk.rita.api.series.create(ofAnn);
  expect(await outcomeOf(desk.bea.api.series.get({ seriesId: anns }))).toBe("forbidden");
  const listed = async (clientId?: string) => {
    const { items } = await desk.rita.api.series.list({ salonId: desk.salonId, clientId, limit: 1 });
    return items.map(({ id }) => id);
  };
  expect((await desk.bea.api.series.list({ salonId: desk.salonId })).items.map(({ id }) => id)).toEqual([
    seriesId,
  ]);
  expect([await listed(), await listed(client.id)]).toEqual([[seriesId], [anns]]);
});
