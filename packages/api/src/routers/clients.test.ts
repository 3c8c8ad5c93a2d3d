import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { allPages } from "../testing/expectations.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
import { outcomeOf } from "../testing/desk.ts";
import { bookVisit, eventsOf, knowClient, MONDAY_TEN, NOW, openTeam, stateOf } from "../testing/team.ts";
import type { Team } from "../testing/team.ts";
import { expectLatestEvent } from "../testing/latest-event.ts";

test("Rita records Alice, finds her, and notes what she likes", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { rita, salonId } = team;
  const alice = { name: "Alice", email: "Alice@Example.com", phone: "+49 30 123456", locale: "de" };
  const created = await rita.api.clients.create({ salonId, ...alice });
  expect(created).toMatchObject({
    email: "alice@example.com",
    phone: "+4930123456",
    notes: null,
    version: 1,
  });
  const change = { salonId, clientId: created.id, ifVersion: 1, notes: "Prefers Bea.", locale: null };
  const updated = await rita.api.clients.update(change);
  expect(updated).toMatchObject({ name: "Alice", notes: "Prefers Bea.", locale: null, version: 2 });
  expect(await rita.api.clients.get({ salonId, clientId: created.id })).toMatchObject(updated);
  await expect(rita.api.clients.update(change)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  expect(await rita.api.clients.update({ salonId, clientId: created.id, name: "Alice" })).toMatchObject({
    version: 2,
  });
  expect((await eventsOf(api, team)).slice(-2)).toEqual(["client.created", "client.updated"]);
});

test("events name the fields of a client, never what they hold", async () => {
  await using api = await openTestApi();
  const { rita, salonId } = await openTeam(api);
  const { id: clientId } = await rita.api.clients.create({ salonId, name: "Alice", notes: "secret" });
  await rita.api.clients.update({ salonId, clientId, name: "Alicia", email: "alicia@example.com" });
  const logged = await api.sql<{ data: object; previous: object }[]>`
    select data, previous from events where subject_id = ${clientId} order by id`;
  expect(logged).toEqual([
    { data: { id: clientId, version: 1 }, previous: {} },
    { data: { id: clientId, version: 2, changed: ["name", "email"] }, previous: { version: 1 } },
  ]);
});

test("clients are found by part of a name, an address or a number, and nothing in a search is a pattern", async () => {
  await using api = await openTestApi();
  const { rita, salonId } = await openTeam(api);
  await rita.api.clients.create({
    salonId,
    name: "Änne Bauer",
    email: "anne@example.com",
    phone: "+4930111222",
  });
  await rita.api.clients.create({ salonId, name: "100% Alice_B" });
  const found = async (query: string) =>
    (await rita.api.clients.list({ salonId, query })).items.map(({ name }) => name);
  expect(await found("änne")).toEqual(["Änne Bauer"]);
  expect(await found("ANNE@")).toEqual(["Änne Bauer"]);
  expect(await found("30 111-2")).toEqual(["Änne Bauer"]);
  expect(await found("0%")).toEqual(["100% Alice_B"]);
  expect(await found("e_b")).toEqual(["100% Alice_B"]);
  expect(await found("a_b")).toEqual([]);
});

test("clients are listed in pages, and since a change by the order of changes", async () => {
  await using api = await openTestApi();
  const { rita, salonId } = await openTeam(api);
  const ids: string[] = [];
  for (const name of ["Alice", "Berta", "Carla", "Doris", "Emma"]) {
    ids.push((await rita.api.clients.create({ salonId, name })).id);
  }
  const everybody = await allPages((page) => rita.api.clients.list({ salonId, ...page }));
  expect(everybody.map(({ id }) => id)).toEqual(ids);
  const changed = await rita.api.clients.update({ salonId, clientId: ids[1] ?? "", notes: "VIP" });
  const since = { salonId, updatedSince: changed.updatedAt };
  expect((await rita.api.clients.list(since)).items.map(({ name }) => name)).toEqual(["Berta"]);
  const all = { salonId, updatedSince: new Date("2026-01-01T00:00:00Z") };
  const byChange = await allPages((page) => rita.api.clients.list({ ...all, ...page }));
  expect(byChange.map(({ name }) => name)).toEqual(["Alice", "Carla", "Doris", "Emma", "Berta"]);
});

test("the business's other salons know the same clients", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const { businessId } = await olga.api.salons.create(salonInput({ name: "First" }));
  const first = await olga.api.salons.create(salonInput({ name: "Second", businessId }));
  const second = await olga.api.salons.create(salonInput({ name: "Third", businessId }));
  const alice = await olga.api.clients.create({ salonId: first.id, name: "Alice" });
  expect(await olga.api.clients.get({ salonId: second.id, clientId: alice.id })).toMatchObject(alice);
  await expect(olga.api.clients.get({ salonId, clientId: alice.id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a stylist reads the clients of the own calendar and edits none", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { bea, salonId, beaId, cleoId } = team;
  const alice = await knowClient(api, team, "Alice");
  const berta = await knowClient(api, team, "Berta");
  await bookVisit(api, team, { staffId: beaId, clientId: alice });
  await bookVisit(api, team, { staffId: cleoId, clientId: berta });
  expect((await bea.api.clients.list({ salonId })).items.map(({ name }) => name)).toEqual(["Alice"]);
  expect(await bea.api.clients.get({ salonId, clientId: alice })).toMatchObject({ name: "Alice" });
  await expect(bea.api.clients.get({ salonId, clientId: berta })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const denied = { code: "FORBIDDEN" };
  await expect(bea.api.clients.create({ salonId, name: "Carla" })).rejects.toMatchObject(denied);
  await expect(bea.api.clients.update({ salonId, clientId: alice, notes: "x" })).rejects.toMatchObject(
    denied,
  );
});

test("a duplicate's visits, and what is known of her, come under the record that is kept", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, rita, salonId, beaId } = team;
  const kept = await rita.api.clients.create({ salonId, name: "Alice", notes: "Curls." });
  const double = await rita.api.clients.create({
    salonId,
    name: "Alice A.",
    email: "alice@example.com",
    notes: "Tea.",
  });
  const clientId = kept.id;
  await bookVisit(api, team, { staffId: beaId, clientId });
  const theirs = { staffId: beaId, clientId: double.id };
  const moved = await bookVisit(api, team, {
    ...theirs,
    startsAt: new Date(MONDAY_TEN.getTime() + 3_600_000),
  });
  const merged = await mona.api.clients.merge({ salonId, clientId, duplicateId: double.id, ifVersion: 1 });
  expect(merged).toMatchObject({
    id: clientId,
    name: "Alice",
    email: "alice@example.com",
    notes: "Curls.\n\nTea.",
    version: 2,
  });
  await expect(rita.api.clients.get({ salonId, clientId: double.id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await stateOf(api, moved)).toMatchObject({ version: 2 });
  expect((await eventsOf(api, team)).slice(-2)).toEqual(["client.merged", "booking.updated"]);
  await expectLatestEvent(mona.api, salonId, {
    data: { id: moved, status: "confirmed", version: 2, staffIds: [beaId], clientId },
    previous: { version: 1, clientId: double.id },
  });
  const [taken] = await api.sql<{ count: number }[]>`
    select count(*)::int from allocations a join clients c on c.calendar_id = a.calendar_id where c.id = ${clientId}`;
  expect(taken?.count).toBe(2);
});

test("an account that was on the duplicate goes on with the record that is kept", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId } = team;
  const alice = await api.signUp("Alice");
  const clientId = await knowClient(api, team, "Alice");
  const duplicateId = await knowClient(api, team, "Alice");
  await api.sql`update clients set user_id = ${alice.userId} where id = ${duplicateId}`;
  await mona.api.clients.merge({ salonId, clientId, duplicateId });
  const [row] = await api.sql<
    { userId: string }[]
  >`select user_id as "userId" from clients where id = ${clientId}`;
  expect(row?.userId).toBe(alice.userId);
});

test("two who are in the salon at the same time are not one person; an expired hold proves nothing", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId, beaId, cleoId } = team;
  const clientId = await knowClient(api, team, "Alice");
  const duplicateId = await knowClient(api, team, "Alice");
  await bookVisit(api, team, { staffId: beaId, clientId });
  const held = { staffId: cleoId, clientId: duplicateId, status: "held" } as const;
  const hold = await bookVisit(api, team, { ...held, holdExpiresAt: new Date(NOW.getTime() + 60_000) });
  const before = await rowsOf(api, team);
  const merge = { salonId, clientId, duplicateId };
  await expect(mona.api.clients.merge(merge)).rejects.toMatchObject({ cause: { reason: "client_busy" } });
  expect(await rowsOf(api, team)).toEqual(before);
  await api.sql`update bookings set hold_expires_at = ${NOW} where id = ${hold}`;
  expect(await mona.api.clients.merge(merge)).toMatchObject({ id: clientId });
});

test("the records of two accounts are two people's: nobody gets another's visits by a merge", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { salonId, mona } = team;
  const [alice, berta] = [await api.signUp("Alice"), await api.signUp("Berta")];
  const recordOf = async ({ userId }: Person) => {
    const id = await knowClient(api, team, "Somebody");
    await api.sql`update clients set user_id = ${userId} where id = ${id}`;
    return id;
  };
  const clientId = await recordOf(alice);
  const duplicateId = await recordOf(berta);
  expect(await outcomeOf(mona.api.clients.merge({ salonId, clientId, duplicateId }))).toBe("two_accounts");
});

test("merging is the managers', and never with oneself, with a stranger or with what was merged before", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const other = await openTeam(api);
  const { mona, rita, salonId } = team;
  const clientId = await knowClient(api, team, "Alice");
  const duplicateId = await knowClient(api, team, "Alice");
  const theirs = await knowClient(api, other, "Alice");
  const merge = (duplicate: string) => mona.api.clients.merge({ salonId, clientId, duplicateId: duplicate });
  await expect(rita.api.clients.merge({ salonId, clientId, duplicateId })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(merge(clientId)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(merge(theirs)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(merge(randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  await merge(duplicateId);
  await expect(merge(duplicateId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("outsiders learn of no client", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const other = await openTeam(api);
  const { stranger, salonId } = team;
  const clientId = await knowClient(api, team, "Alice");
  const before = await rowsOf(api, team);
  for (const [caller, code] of [
    [api.anybody, "UNAUTHORIZED"],
    [stranger.api, "NOT_FOUND"],
  ] as const) {
    await expect(caller.clients.list({ salonId })).rejects.toMatchObject({ code });
    await expect(caller.clients.get({ salonId, clientId })).rejects.toMatchObject({ code });
    await expect(caller.clients.create({ salonId, name: "Eve" })).rejects.toMatchObject({ code });
    await expect(caller.clients.update({ salonId, clientId, name: "Eve" })).rejects.toMatchObject({ code });
    await expect(
      caller.clients.merge({ salonId, clientId, duplicateId: randomUUID() }),
    ).rejects.toMatchObject({ code });
  }
  const elsewhere = { salonId: other.salonId, clientId };
  await expect(other.olga.api.clients.get(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(other.olga.api.clients.update({ ...elsewhere, name: "Eve" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect((await other.olga.api.clients.list({ salonId: other.salonId })).items).toEqual([]);
  expect(await rowsOf(api, team)).toEqual(before);
});

async function rowsOf(api: TestApi, { businessId, salonId }: Team): Promise<unknown[]> {
  return [
    await api.sql`select * from clients where business_id = ${businessId} order by id`,
    await api.sql`select * from bookings where business_id = ${businessId} order by id`,
    await api.sql`select * from allocations where business_id = ${businessId} order by id`,
    await api.sql`select * from events where salon_id = ${salonId} order by id`,
  ];
}
