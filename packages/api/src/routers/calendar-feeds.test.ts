import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
import { eventsIn } from "../testing/read-calendar.ts";
import { MONDAY, monday } from "../testing/salon-with-bea.ts";

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api, { policy: { requiresApproval: false } });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const HOUR_MS = 3_600_000;
let booked = 0;

/** A visit on an hour that nobody has taken yet. */
async function book(staffId: string, name = "Alice Liddell") {
  const startsAt = new Date(
    monday("09:00").getTime() + (booked % 8) * HOUR_MS + Math.floor(booked / 8) * 24 * HOUR_MS,
  );
  booked += 1;
  const client = { name, email: `${randomUUID()}@example.com` };
  const items = [{ variantId: desk.cutId, staffId }];
  return api.anybody.bookings.create({ salonId: desk.salonId, startsAt, items, client, note: "Shy" });
}

/** A feed as its subscriber has it: nothing but the address. */
async function subscribe(person: Person, whose: { staffId?: string } = {}) {
  const { salonId } = desk;
  const feed = await person.api.calendarFeeds.create({ salonId, ...whose });
  const token = new URL(feed.url).searchParams.get("token") ?? "";
  const { staffId } = whose;
  const { calendarFeeds } = api.anybody;
  const read = () =>
    staffId === undefined
      ? calendarFeeds.readSalon({ salonId, token })
      : calendarFeeds.readStaff({ salonId, staffId, token });
  return { ...feed, token, read };
}

const startsIn = (calendar: string) => eventsIn(calendar).map(({ start }) => start.getTime());

test("Bea subscribes to her own calendar and finds her visits in it, and nobody else's", async () => {
  const { bea, beaId, annId } = desk;
  const hers = await book(beaId);
  const anns = await book(annId);
  const feed = await subscribe(bea, { staffId: beaId });
  expect(feed.url).toContain(`/api/v1/salons/${desk.salonId}/staff/${beaId}/calendar.ics?token=`);
  const starts = startsIn(await feed.read());
  expect(starts).toContain(hers.startsAt.getTime());
  expect(starts).not.toContain(anns.startsAt.getTime());
});

test("Mona subscribes to the salon's calendar: both are in it, each with who does the work", async () => {
  const { mona, beaId, annId } = desk;
  const [one, two] = [await book(beaId), await book(annId)];
  const calendar = await (await subscribe(mona)).read();
  expect(startsIn(calendar)).toEqual(
    expect.arrayContaining([one.startsAt.getTime(), two.startsAt.getTime()]),
  );
  expect(eventsIn(calendar).map(({ summary }) => summary)).toContain("cut, cut · bea · Alice");
});

test("a feed tells the first name and nothing else of a client", async () => {
  const { mona, beaId } = desk;
  await book(beaId, "Hedda Gabler");
  const calendar = await (await subscribe(mona)).read();
  expect(calendar).toContain("Hedda");
  for (const secret of ["Gabler", "example.com", "Shy", "/manage/"]) expect(calendar).not.toContain(secret);
});

test("what is called off is in it no more, and what is held is not in it yet", async () => {
  const { mona, beaId, salonId, cutId } = desk;
  const feed = await subscribe(mona);
  const visit = await book(beaId);
  expect(startsIn(await feed.read())).toContain(visit.startsAt.getTime());
  await mona.api.bookings.cancel({ bookingId: visit.id });
  expect(startsIn(await feed.read())).not.toContain(visit.startsAt.getTime());
  const { startsAt } = visit;
  const items = [{ variantId: cutId, staffId: beaId }];
  await api.anybody.bookings.create({ salonId, startsAt, items, hold: true });
  expect(startsIn(await feed.read())).not.toContain(startsAt.getTime());
});

test("a visit that moves keeps its id and raises its sequence", async () => {
  const { mona, beaId } = desk;
  const feed = await subscribe(mona);
  const visit = await book(beaId);
  const find = async () => eventsIn(await feed.read()).find(({ uid }) => uid.startsWith(visit.id));
  const before = await find();
  const startsAt = new Date(visit.startsAt.getTime() + 7 * 24 * HOUR_MS);
  await mona.api.bookings.reschedule({ bookingId: visit.id, startsAt });
  expect(await find()).toMatchObject({ uid: before?.uid, start: startsAt, sequence: 2 });
  expect(before).toMatchObject({ sequence: 1 });
});

test("the same calendar is the same text, until something in it changes", async () => {
  const { mona, beaId } = desk;
  const feed = await subscribe(mona);
  const before = await feed.read();
  expect(await feed.read()).toBe(before);
  await book(beaId);
  expect(await feed.read()).not.toBe(before);
});

test("what is more than a month past, or beyond the horizon, is left out", async () => {
  const { mona, beaId, salonId } = desk;
  const feed = await subscribe(mona);
  const visit = await book(beaId);
  const seenAt = async (now: string) => {
    await api.sql`update salons set test_now = ${now} where id = ${salonId}`;
    return startsIn(await feed.read()).includes(visit.startsAt.getTime());
  };
  const [before] = await api.sql<{ now: Date }[]>`select test_now as now from salons where id = ${salonId}`;
  expect(await seenAt("2027-04-01T06:00:00Z")).toBe(false);
  expect(await seenAt(`${MONDAY}T06:00:00Z`)).toBe(true);
  expect(await seenAt("2027-07-10T06:00:00Z")).toBe(true);
  expect(await seenAt("2027-07-30T06:00:00Z")).toBe(false);
  await seenAt(before?.now.toISOString() ?? "");
});

test("a stylist has no feed of a colleague's calendar, nor of the salon's; the front desk neither", async () => {
  const { bea, rita, mona, annId, beaId, salonId } = desk;
  for (const person of [bea, rita]) {
    for (const whose of [{ staffId: annId }, {}])
      expect(await outcomeOf(person.api.calendarFeeds.create({ salonId, ...whose }))).toBe("forbidden");
  }
  expect(await outcomeOf(rita.api.calendarFeeds.create({ salonId, staffId: beaId }))).toBe("forbidden");
  expect(await outcomeOf(mona.api.calendarFeeds.create({ salonId, staffId: annId }))).toBe("done");
});

test("each sees the own feeds, and Mona those of all; what opens them is told to nobody again", async () => {
  const { bea, mona, beaId, salonId } = desk;
  const [hers, monas] = [await subscribe(bea, { staffId: beaId }), await subscribe(mona)];
  const seenBy = async ({ api: caller }: Person) =>
    (await caller.calendarFeeds.list({ salonId, limit: 100 })).items;
  const ids = (feeds: readonly { id: string }[]) => feeds.map(({ id }) => id);
  expect(ids(await seenBy(bea))).toContain(hers.id);
  expect(ids(await seenBy(bea))).not.toContain(monas.id);
  expect(ids(await seenBy(mona))).toEqual(expect.arrayContaining([hers.id, monas.id]));
  expect(JSON.stringify(await seenBy(mona))).not.toMatch(/url|token/);
  expect(await outcomeOf(bea.api.calendarFeeds.remove({ salonId, feedId: monas.id }))).toBe("forbidden");
  const [kept] = await api.sql`select token_hash from calendar_feeds where id = ${hers.id}`;
  expect(JSON.stringify(kept)).not.toContain(hers.token);
});

test("a feed that is ended is gone at once, and so is one whose owner may no more", async () => {
  const { mona, owner, beaId, salonId } = desk;
  const open = async (feed: { read: () => Promise<string> }) => outcomeOf(feed.read());
  const ended = await subscribe(mona);
  await mona.api.calendarFeeds.remove({ salonId, feedId: ended.id });
  expect(await open(ended)).toBe("not_found");
  const [nora, theirs] = [await api.signUp("Nora"), async (sql: string) => api.sql.unsafe(sql)];
  const member = randomUUID();
  await theirs(`insert into salon_members (business_id, id, salon_id, user_id, role)
    values (${desk.businessId}, '${member}', '${salonId}', '${nora.userId}', 'manager')`);
  const feeds = [await subscribe(nora), await subscribe(nora, { staffId: beaId })];
  const outcomes = async () => Promise.all(feeds.map(open));
  expect(await outcomes()).toEqual(["done", "done"]);
  await theirs(`update users set banned_at = now() where id = '${nora.userId}'`);
  expect(await outcomes()).toEqual(["not_found", "not_found"]);
  await theirs(`update users set banned_at = null where id = '${nora.userId}'`);
  await owner.api.members.update({ salonId, memberId: member, role: "receptionist" });
  expect(await outcomes()).toEqual(["not_found", "not_found"]);
  await owner.api.members.update({ salonId, memberId: member, role: "manager" });
  expect(await outcomes()).toEqual(["done", "done"]);
  await owner.api.members.remove({ salonId, memberId: member });
  expect(await outcomes()).toEqual(["not_found", "not_found"]);
  expect(await api.sql`select id from calendar_feeds where member_id = ${member}`).toEqual([]);
});

test("an owner who becomes a manager of one salon has no feeds of the others any more", async () => {
  const [olga, otto] = [await api.signUp("Olga"), await api.signUp("Otto")];
  const here = await olga.api.salons.create(salonInput({ slug: "here" }));
  const { businessId } = here;
  const there = await olga.api.salons.create(salonInput({ slug: "there", businessId }));
  await api.sql`
    insert into salon_members (business_id, id, user_id, role)
    select business_id, gen_random_uuid(), ${otto.userId}, 'owner' from salons where id = ${here.id}`;
  const feeds = await Promise.all(
    [here.id, there.id].map(async (salonId) => {
      const { url } = await olga.api.calendarFeeds.create({ salonId });
      return { salonId, token: new URL(url).searchParams.get("token") ?? "" };
    }),
  );
  const read = () => Promise.all(feeds.map((feed) => outcomeOf(api.anybody.calendarFeeds.readSalon(feed))));
  expect(await read()).toEqual(["done", "done"]);
  const { items: members } = await olga.api.members.list({ salonId: here.id });
  const memberId = members.find(({ userId }) => userId === olga.userId)?.id ?? "";
  await otto.api.members.update({ salonId: here.id, memberId, role: "manager" });
  expect(await read()).toEqual(["done", "not_found"]);
});

test("a wrong token, another salon's, another person's and none at all of a salon are told alike", async () => {
  const { mona, bea, beaId, annId, salonId } = desk;
  const other = await openDesk(api);
  const salons = await subscribe(mona);
  const beas = await subscribe(bea, { staffId: beaId });
  const { readSalon, readStaff } = api.anybody.calendarFeeds;
  const tried = [
    readSalon({ salonId, token: "wrong" }),
    readSalon({ salonId: randomUUID(), token: salons.token }),
    readSalon({ salonId: other.salonId, token: salons.token }),
    readSalon({ salonId, token: beas.token }),
    readStaff({ salonId, staffId: annId, token: beas.token }),
    readStaff({ salonId, staffId: beaId, token: salons.token }),
  ];
  expect(await Promise.all(tried.map(outcomeOf))).toEqual(tried.map(() => "not_found"));
  const foreign = await subscribe(mona);
  expect(await outcomeOf(other.mona.api.calendarFeeds.get({ salonId, feedId: foreign.id }))).toBe(
    "not_found",
  );
  expect(
    await outcomeOf(other.mona.api.calendarFeeds.remove({ salonId: other.salonId, feedId: foreign.id })),
  ).toBe("not_found");
});

test("twenty feeds are enough for anybody, however many are asked for at once", async () => {
  const { salonId } = await openDesk(api);
  const mona = await api.signUp("Mona");
  await api.sql`
    insert into salon_members (business_id, id, salon_id, user_id, role)
    select business_id, gen_random_uuid(), id, ${mona.userId}, 'manager' from salons where id = ${salonId}`;
  const asked = Array.from({ length: 23 }, () => outcomeOf(mona.api.calendarFeeds.create({ salonId })));
  const outcomes = await Promise.all(asked);
  expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(20);
  expect(outcomes.filter((outcome) => outcome === "limit_reached")).toHaveLength(3);
});

test("a calendar is read with two statements, however much is in it", async () => {
  const feed = await subscribe(desk.mona);
  expect(await api.statementsOf(feed.read)).toHaveLength(2);
  expect(startsIn(await feed.read()).length).toBeGreaterThan(5);
});
