import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { Caller, Person, TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { monday, openSalonWithBea } from "../testing/salon-with-bea.ts";
import { join } from "../testing/team.ts";

/** The person in a session that has just begun. */
function fresh(api: TestApi, { userId }: Person, ageMinutes = 0): Caller {
  const signedInAt = new Date(Date.now() - ageMinutes * 60_000);
  return api.as({ kind: "user", userId, emailVerified: true, signedInAt });
}

test("Alice is forgotten: her visits are cancelled, her time is free, and the books keep their sums", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId, cutId, beaId, mona } = desk;
  const alice = await api.signUp("Alice");
  const items = [{ variantId: cutId, staffId: beaId }];
  const visit = { salonId, items, note: "Allergic to ammonia." };
  const past = await alice.api.bookings.create({ ...visit, startsAt: monday("09:00") });
  await mona.api.bookings.complete({ bookingId: past.id });
  const ahead = await alice.api.bookings.create({ ...visit, startsAt: monday("11:00") });
  const held = await alice.api.bookings.create({ ...visit, startsAt: monday("13:00"), hold: true });
  const clientId = past.client?.id ?? "";
  await mona.api.clients.update({ salonId, clientId, notes: "Talks a lot." });

  await fresh(api, alice).me.erase();

  const seen = async (bookingId: string) => mona.api.bookings.get({ bookingId });
  const kept = { client: { id: clientId, name: "Erased" }, note: null };
  expect(await seen(past.id)).toMatchObject({ ...kept, status: "completed", total: past.total });
  expect(await seen(ahead.id)).toMatchObject({ ...kept, status: "cancelled_by_client", late: false });
  expect(await seen(held.id)).toMatchObject({ ...kept, status: "released" });
  expect(await outcomeOf(mona.api.clients.get({ salonId, clientId }))).toBe("not_found");
  const again = await mona.api.bookings.create({
    salonId,
    items,
    startsAt: monday("11:00"),
    client: { name: "Berta" },
  });
  expect(again).toMatchObject({ status: "confirmed" });
  const told = await api.sql<{ type: string }[]>`
    select type from events where actor_id = ${alice.userId} and occurred_at = (select test_now from salons)
    order by id desc limit 6`;
  expect(told.map(({ type }) => type).toSorted()).toEqual([
    "booking.cancelled",
    "booking.released",
    "booking.updated",
    "booking.updated",
    "booking.updated",
    "client.erased",
  ]);
  const [row] = await api.sql`
    select name, email, phone from users where id = ${alice.userId}`;
  expect(row).toMatchObject({
    name: "Erased",
    email: expect.stringMatching(/^erased-[\da-f-]{36}@erased\.invalid$/) as string,
    phone: null,
  });
  const trail = await api.sql<{ action: string; before: object; after: null }[]>`
    select action, before, after from audit_log where subject_id = ${alice.userId} order by id desc limit 1`;
  expect(trail[0]).toMatchObject({ action: "user.erased", before: { name: "[personal]" }, after: null });
  await expectInvariants(api);
});

test("a visit is cancelled however late, and one that has begun is left to the salon", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api, { policy: { cancelWindowMinutes: 50_000 } });
  const { salonId, cutId, beaId, owner } = desk;
  await owner.api.salons.setPolicy({ salonId, lateCancel: "refuse" });
  const alice = await api.signUp("Alice");
  const items = [{ variantId: cutId, staffId: beaId }];
  const begun = await alice.api.bookings.create({ salonId, items, startsAt: monday("09:00") });
  const late = await alice.api.bookings.create({ salonId, items, startsAt: monday("11:00") });
  await owner.api.salons.setTestClock({ salonId, now: monday("09:30") });
  await fresh(api, alice).me.erase();
  expect(await owner.api.bookings.get({ bookingId: begun.id })).toMatchObject({ status: "confirmed" });
  expect(await owner.api.bookings.get({ bookingId: late.id })).toMatchObject({
    status: "cancelled_by_client",
    late: true,
  });
});

test("forgetting oneself asks for a session of the last ten minutes, and for oneself", async () => {
  await using api = await openTestApi();
  const alice = await api.signUp("Alice");
  const session = {
    kind: "user",
    userId: alice.userId,
    emailVerified: true,
    signedInAt: new Date(),
  } as const;
  const admin = api.as({ ...session, impersonatorId: randomUUID() });
  expect(await outcomeOf(api.anybody.me.erase())).toBe("unauthenticated");
  expect(await outcomeOf(alice.api.me.erase())).toBe("fresh_session_required");
  expect(await outcomeOf(fresh(api, alice, 11).me.erase())).toBe("fresh_session_required");
  expect(await outcomeOf(admin.me.erase())).toBe("forbidden");
  expect(await outcomeOf(admin.me.export())).toBe("forbidden");
  expect(await alice.api.me.get()).toMatchObject({ name: "Alice" });
  expect(await outcomeOf(fresh(api, alice, 9).me.erase())).toBe("done");
  expect(await outcomeOf(fresh(api, alice).me.erase())).toBe("unauthenticated");
  expect(await outcomeOf(alice.api.me.update({ name: "Back again" }))).toBe("not_found");
});

test("of two who are asked to be forgotten at once one is the first", async () => {
  await using api = await openTestApi();
  const alice = await api.signUp("Alice");
  const both = [fresh(api, alice).me.erase(), fresh(api, alice).me.erase()];
  expect(await outcomesOf(both)).toEqual({ done: 1, unauthenticated: 1 });
});

test("the last owner of a business with people or with a public salon stays; a draft is left to nobody", async () => {
  await using api = await openTestApi();
  const [olga, paul, mona] = [await api.signUp("Olga"), await api.signUp("Paul"), await api.signUp("Mona")];
  const draft = await olga.api.salons.create(salonInput());
  const [row] = await api.sql<{ businessId: number }[]>`
    select business_id as "businessId" from salons where id = ${draft.id}`;
  const place = { businessId: row?.businessId ?? 0, salonId: draft.id };
  await join(api, place, mona, "manager");
  expect(await outcomeOf(fresh(api, olga).me.erase())).toBe("last_owner");
  expect(await outcomeOf(fresh(api, mona).me.erase())).toBe("done");
  await api.sql`update salons set status = 'published' where id = ${draft.id}`;
  expect(await outcomeOf(fresh(api, olga).me.erase())).toBe("last_owner");
  expect(await olga.api.me.get()).toMatchObject({ name: "Olga", memberships: [{ role: "owner" }] });
  await api.sql`update salons set status = 'draft' where id = ${draft.id}`;
  await join(api, place, paul, "owner");
  expect(await outcomesOf([fresh(api, olga).me.erase(), fresh(api, paul).me.erase()])).toEqual({ done: 2 });
  expect(await api.sql`select 1 from salon_members where business_id = ${place.businessId}`).toHaveLength(0);
});

test("two owners of a public salon do not both go at once", async () => {
  await using api = await openTestApi();
  const { businessId, salonId, owner } = await openDesk(api);
  await api.sql`update salons set sandbox = false, test_now = null, status = 'published' where id = ${salonId}`;
  const paul = await api.signUp("Paul");
  await join(api, { businessId, salonId }, paul, "owner");
  const both = [fresh(api, owner).me.erase(), fresh(api, paul).me.erase()];
  expect(await outcomesOf(both)).toEqual({ done: 1, last_owner: 1 });
});

test("a stylist's profile stays with the salon, without her account and the reasons of her absences", async () => {
  await using api = await openTestApi();
  const { salonId, beaId, bea, owner } = await openDesk(api);
  const away = { salonId, staffId: beaId, fromDate: "2027-07-01", toDate: "2027-07-02", reason: "Surgery" };
  const { id: timeOffId } = await owner.api.timeOff.create(away);
  await fresh(api, bea).me.erase();
  expect(await owner.api.staff.get({ salonId, staffId: beaId })).toMatchObject({ name: "bea", userId: null });
  const { items } = await owner.api.timeOff.list({ salonId });
  expect(items).toMatchObject([{ id: timeOffId, reason: null }]);
  expect((await owner.api.members.list({ salonId })).items).not.toContainEqual(
    expect.objectContaining({ userId: bea.userId }),
  );
});

test("whoever books while they are being forgotten has no visit afterwards, and no record", async () => {
  await using api = await openTestApi();
  const { salonId, cutId, beaId, owner } = await openSalonWithBea(api);
  const items = [{ variantId: cutId, staffId: beaId }];
  for (let round = 0; round < 12; round += 1) {
    const alice = await api.signUp("Alice");
    const book = (time: "09:00" | "11:00" | "13:00", over = {}) =>
      outcomeOf(alice.api.bookings.create({ salonId, items, startsAt: monday(time), ...over }));
    if (round % 2 === 0) await book("09:00");
    const outcomes = await Promise.all([
      book("11:00"),
      book("13:00", { hold: true }),
      outcomeOf(fresh(api, alice).me.erase()),
    ]);
    expect(outcomes[2]).toBe("done");
    expect(await api.sql`select 1 from clients where name = 'Alice' or user_id is not null`).toHaveLength(0);
    expect(
      await api.sql`
      select 1 from bookings where status in ('held', 'pending', 'confirmed')`,
    ).toHaveLength(0);
  }
  expect(await owner.api.me.get()).toMatchObject({ memberships: [{ salonId }] });
  await expectInvariants(api);
});

test("whoever signs up with what an erased address might become keeps nobody from being erased", async () => {
  await using api = await openTestApi();
  const alice = await api.signUp("Alice");
  const eve = await api.signUp("Eve");
  await api.sql`update users set email = ${`erased-${alice.userId}@erased.invalid`} where id = ${eve.userId}`;
  expect(await outcomeOf(fresh(api, alice).me.erase())).toBe("done");
});
