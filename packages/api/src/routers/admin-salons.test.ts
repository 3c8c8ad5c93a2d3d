import { expect, test, vi } from "vitest";
import { expectLatestEvent } from "../testing/latest-event.ts";
import { holderOf, openDesk, outcomeOf } from "../testing/desk.ts";
import { allPages } from "../testing/expectations.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";
import { openStaffedSalon } from "../testing/staffed-salon.ts";

const reason = "Its photos are somebody else's.";

async function statusOf({ sql }: TestApi, salonId: string): Promise<unknown> {
  const [row] = await sql`
    select status, suspended_from as "suspendedFrom", version from salons where id = ${salonId}`;
  return row;
}

test("where salons are approved, one waits for an admin and is published then", async () => {
  await using api = await openTestApi({ salonApproval: true });
  const sam = await api.signUp("Sam", { admin: "support" });
  const { olga, mona, salonId } = await openStaffedSalon(api, { sandbox: false });
  const weekly = [{ weekday: 1, opens: "09:00", closes: "17:00" }];
  await mona.api.schedules.setSalonHours({ salonId, schedules: [{ weekly }] });
  expect(await olga.api.salons.publish({ salonId })).toMatchObject({ status: "pending" });
  expect(await outcomeOf(api.anybody.salons.get({ salonId }))).toBe("not_found");

  const { items } = await sam.api.admin.listSalons({ status: "pending" });
  expect(items).toMatchObject([
    { id: salonId, owners: [{ userId: olga.userId, name: "Olga", email: olga.email }] },
  ]);
  const [first, again] = await Promise.all([
    sam.api.admin.approveSalon({ salonId, reason: "Seen." }),
    sam.api.admin.approveSalon({ salonId }),
  ]);
  expect([first.status, again.status]).toEqual(["published", "published"]);
  expect(first.version).toBe(again.version);
  expect(await api.anybody.salons.get({ salonId })).toMatchObject({ status: "published" });
  const approved = await api.sql`select reason from audit_log where action = 'salon.approved'`;
  expect(approved).toHaveLength(1);
  await expectLatestEvent(olga.api, salonId, {
    type: "salon.published",
    data: { status: "published" },
    previous: { status: "pending" },
  });
});

test("a suspended salon is gone for strangers, its people still serve, and it comes back as it was", async () => {
  await using api = await openTestApi();
  const sam = await api.signUp("Sam", { admin: "support" });
  const { salonId, cutId, annId, mona, owner } = await openDesk(api);
  const wish = { salonId, startsAt: monday("09:00"), items: [{ variantId: cutId }] };
  const booked = await api.anybody.bookings.create({ ...wish, client: GUEST });
  const held = await api.anybody.bookings.create({ ...wish, startsAt: monday("11:00"), hold: true });

  const before = await sam.api.admin.getSalon({ salonId });
  const suspended = await sam.api.admin.suspendSalon({ salonId, reason, ifVersion: before.version });
  expect(suspended).toMatchObject({
    status: "suspended",
    suspendedFrom: before.status,
    version: before.version + 1,
  });
  expect(await sam.api.admin.suspendSalon({ salonId, reason: "Again." })).toEqual(suspended);

  expect(await outcomeOf(api.anybody.salons.get({ salonId }))).toBe("not_found");
  expect(await outcomeOf(api.anybody.availability.explain(wish))).toBe("not_found");
  expect(await outcomeOf(api.anybody.bookings.create({ ...wish, client: GUEST }))).toBe("not_found");
  expect(await outcomeOf(owner.api.bookings.create({ ...wish, client: GUEST }))).toBe("salon_not_bookable");
  expect(await outcomeOf(owner.api.salons.publish({ salonId }))).toBe("invalid_transition");
  const confirming = holderOf(api, held).confirm({ bookingId: held.id, client: GUEST });
  expect(await outcomeOf(confirming)).toBe("salon_not_bookable");
  expect(await mona.api.salons.get({ salonId })).toMatchObject({ status: "suspended" });
  expect(await mona.api.availability.explain(wish)).toMatchObject({
    bookable: false,
    reasons: [{ code: "salon_not_bookable" }],
  });
  const byAnn = booked.items.map(({ id: itemId }) => ({ itemId, staffId: annId }));
  expect(await mona.api.bookings.update({ bookingId: booked.id, items: byAnn })).toMatchObject({
    items: [{ staffId: annId }],
  });
  const moving = mona.api.bookings.reschedule({ bookingId: booked.id, startsAt: monday("13:00") });
  expect(await outcomeOf(moving)).toBe("salon_not_bookable");
  expect(await mona.api.bookings.checkIn({ bookingId: booked.id })).toMatchObject({ status: "checked_in" });
  await vi.waitFor(async () => {
    const { items } = await mona.api.events.list({ salonId, limit: 100 });
    expect(items).toContainEqual(
      expect.objectContaining({ type: "salon.suspended", data: { status: "suspended", reason } }),
    );
  });

  const restored = await sam.api.admin.restoreSalon({ salonId });
  expect(restored).toMatchObject({ status: before.status, suspendedFrom: null });
  expect(await sam.api.admin.restoreSalon({ salonId })).toEqual(restored);
  expect(await holderOf(api, held).confirm({ bookingId: held.id, client: GUEST })).toMatchObject({
    status: "confirmed",
  });
});

test("people book while the salon is suspended: each visit was made before, or is refused", async () => {
  await using api = await openTestApi();
  const sam = await api.signUp("Sam", { admin: "support" });
  for (let round = 0; round < 4; round += 1) {
    const { salonId, cutId } = await openDesk(api);
    const book = (time: `${number}:${number}`) =>
      outcomeOf(
        api.anybody.bookings.create({
          salonId,
          startsAt: monday(time),
          items: [{ variantId: cutId }],
          client: GUEST,
        }),
      );
    const early = (["09:00", "10:00", "11:00", "12:00"] as const).map(book);
    await sam.api.admin.suspendSalon({ salonId, reason });
    const [row] = await api.sql`select count(*)::int as made from bookings where salon_id = ${salonId}`;
    const outcomes = await Promise.all([...early, book("13:00")]);
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(Number(row?.["made"]));
    expect(["done", "salon_not_bookable", "not_found"]).toEqual(expect.arrayContaining(outcomes));
    expect(outcomes.at(-1)).toBe("not_found");
  }
});

test("a visit and a confirmation that wait behind a suspension are refused", async () => {
  await using api = await openTestApi();
  const sam = await api.signUp("Sam", { admin: "support" });
  const { salonId, cutId } = await openDesk(api);
  const wish = { salonId, startsAt: monday("09:00"), items: [{ variantId: cutId }] };
  const held = await api.anybody.bookings.create({ ...wish, startsAt: monday("11:00"), hold: true });
  const outcomes = await api.sql.begin(async (busy) => {
    await busy`select from calendars where kind = 'staff' for update`;
    const suspending = outcomeOf(sam.api.admin.suspendSalon({ salonId, reason }));
    await untilWaiting(api, 1);
    const booking = outcomeOf(api.anybody.bookings.create({ ...wish, client: GUEST }));
    const confirming = outcomeOf(holderOf(api, held).confirm({ bookingId: held.id, client: GUEST }));
    await untilWaiting(api, 3);
    return { all: Promise.all([suspending, booking, confirming]) };
  });
  expect(await outcomes.all).toEqual(["done", "salon_not_bookable", "salon_not_bookable"]);
});

test("what does not follow from a salon's status is refused, and a stale version too", async () => {
  await using api = await openTestApi();
  const sam = await api.signUp("Sam", { admin: "superadmin" });
  const olga = await api.signUp("Olga");
  const { id: salonId } = await olga.api.salons.create(salonInput());
  const before = await statusOf(api, salonId);
  expect(await outcomeOf(sam.api.admin.approveSalon({ salonId }))).toBe("invalid_transition");
  expect(await outcomeOf(sam.api.admin.suspendSalon({ salonId, reason, ifVersion: 7 }))).toBe(
    "version_mismatch",
  );
  expect(await outcomeOf(sam.api.admin.suspendSalon({ salonId, reason: "  " }))).toBe("invalid_input");
  expect(await outcomeOf(sam.api.admin.approveSalon({ salonId: olga.userId }))).toBe("not_found");
  expect(await statusOf(api, salonId)).toEqual(before);
});

test("salons are found by a part of the name, by slug and by id, page by page", async () => {
  await using api = await openTestApi();
  const sam = await api.signUp("Sam", { admin: "support" });
  const olga = await api.signUp("Olga");
  for (const name of ["Café Rosa", "Rosa & Söhne", "Blau"])
    await olga.api.salons.create(salonInput({ name }));
  const namesOf = async (query: string) =>
    (await sam.api.admin.listSalons({ query })).items.map(({ name }) => name);
  expect(await namesOf("rosa")).toEqual(["Rosa & Söhne", "Café Rosa"]);
  expect(await namesOf("BLAU")).toEqual(["Blau"]);
  expect(await namesOf("cafe-rosa")).toEqual(["Café Rosa"]);
  expect(await namesOf("%")).toEqual([]);
  const all = await allPages((page) => sam.api.admin.listSalons(page));
  expect(all.map(({ name }) => name)).toEqual(["Blau", "Rosa & Söhne", "Café Rosa"]);
  expect(await sam.api.admin.getSalon({ salonId: "blau" })).toEqual(all[0]);
  expect(await namesOf(all[0]?.id ?? "")).toEqual(["Blau"]);
});

/** Until as many statements wait for what somebody else holds. */
async function untilWaiting({ sql }: TestApi, many: number): Promise<void> {
  await vi.waitFor(async () => {
    const [row] = await sql`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    expect(row).toEqual({ waiting: many });
  });
}
