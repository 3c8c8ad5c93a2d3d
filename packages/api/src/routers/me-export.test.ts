import { expect, test } from "vitest";
import { openDesk, outcomeOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import { monday } from "../testing/salon-with-bea.ts";

test("Alice takes along what is kept of her at every salon, and nothing of anybody else", async () => {
  await using api = await openTestApi();
  const [here, there] = [await openDesk(api), await openDesk(api)];
  const [alice, berta] = [await api.signUp("Alice"), await api.signUp("Berta")];
  for (const { salonId, cutId, beaId, rita } of [here, there]) {
    const visit = { salonId, items: [{ variantId: cutId, staffId: beaId }] };
    const hers = await alice.api.bookings.create({ ...visit, startsAt: monday("10:00"), note: "Mine" });
    const other = await berta.api.bookings.create({ ...visit, startsAt: monday("11:00"), note: "Not hers" });
    await rita.api.clients.update({ salonId, clientId: hers.client?.id ?? "", notes: "Of Alice" });
    await rita.api.clients.update({ salonId, clientId: other.client?.id ?? "", notes: "Of Berta" });
    await rita.api.bookings.create({
      ...visit,
      startsAt: monday("12:00"),
      client: { name: "Carla" },
      note: "Hers",
    });
  }
  const mine = await alice.api.me.export();
  expect(mine).toMatchObject({
    exportedAt: expect.any(Date) as Date,
    person: { id: alice.userId, name: "Alice", email: alice.email, createdAt: expect.any(Date) as Date },
    records: {
      sessions: [{ id: alice.sessionId }],
      invitations: [],
      timeOff: [],
      staff: [],
      salonMembers: [],
    },
  });
  const { bookings = [], clients = [] } = mine.records;
  const visit = { note: "Mine", cancelReason: null, status: "confirmed", services: ["cut – cut"] };
  expect(bookings).toEqual([expect.objectContaining(visit), expect.objectContaining(visit)]);
  expect(bookings.map(({ salonName }) => salonName)).toEqual([
    expect.stringMatching(/^Case /),
    expect.stringMatching(/^Case /),
  ]);
  expect(clients.map(({ name, notes }) => [name, notes])).toEqual([
    ["Alice", "Of Alice"],
    ["Alice", "Of Alice"],
  ]);
  expect(JSON.stringify(mine)).not.toMatch(/berta|carla|not hers/i);
});

test("what somebody booked for a child is in it; what a receptionist booked for others is not", async () => {
  await using api = await openTestApi();
  const { salonId, cutId, beaId, rita } = await openDesk(api);
  const visit = { salonId, items: [{ variantId: cutId, staffId: beaId }] };
  const alice = await api.signUp("Alice");
  const kim = { name: "Kim" };
  await alice.api.bookings.create({ ...visit, startsAt: monday("10:00"), client: kim, note: "For Kim" });
  await rita.api.bookings.create({ ...visit, startsAt: monday("11:00"), client: kim, note: "At the desk" });
  const notesOf = async ({ api: caller }: typeof alice) =>
    (await caller.me.export()).records["bookings"]?.map(({ note }) => note);
  expect(await notesOf(alice)).toEqual(["For Kim"]);
  expect(await notesOf(rita)).toEqual([]);
});

test("a stylist finds her profile, her role, and why she was away; an invitation only with a verified address", async () => {
  await using api = await openTestApi();
  const { salonId, beaId, bea, owner } = await openDesk(api);
  const away = { salonId, staffId: beaId, fromDate: "2027-07-01", toDate: "2027-07-02", reason: "Surgery" };
  await owner.api.timeOff.create(away);
  const unverified = await api.signUp("Una", { emailVerified: false });
  await api.sql`
    insert into invitations (business_id, id, salon_id, email, role, invited_by, expires_at)
    select business_id, gen_random_uuid(), id, address, 'manager', ${owner.userId}, now()
    from salons, unnest(${[bea.email, unverified.email]}::text[]) address where id = ${salonId}`;
  const { records } = await bea.api.me.export();
  expect(records).toMatchObject({
    staff: [{ id: beaId, name: "bea", bio: null }],
    timeOff: [{ reason: "Surgery", startsAt: expect.any(Date) as Date }],
    salonMembers: [{ role: "stylist" }],
    invitations: [{ email: bea.email, role: "manager" }],
  });
  expect((await unverified.api.me.export()).records).toMatchObject({ invitations: [] });
});

test("an export takes as many statements however much is kept, and needs somebody signed in", async () => {
  await using api = await openTestApi();
  const { salonId, cutId, beaId } = await openDesk(api);
  const alice = await api.signUp("Alice");
  const few = await api.statementsOf(() => alice.api.me.export());
  for (const time of ["09:00", "11:00", "13:00"] as const)
    await alice.api.bookings.create({
      salonId,
      items: [{ variantId: cutId, staffId: beaId }],
      startsAt: monday(time),
    });
  expect(await api.statementsOf(() => alice.api.me.export())).toHaveLength(few.length);
  expect(await outcomeOf(api.anybody.me.export())).toBe("unauthenticated");
});
