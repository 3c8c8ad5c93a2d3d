import { createHash, randomUUID } from "node:crypto";
import type { Scope } from "@salon/contracts";
import { apiKeyFinder } from "@salon/core";
import { expect, test } from "vitest";
import { outcomeOf, outcomesOf } from "../testing/desk.ts";
import { allPages } from "../testing/expectations.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { eventsOf, openTeam } from "../testing/team.ts";
import type { Team } from "../testing/team.ts";

const READING = { name: "Till", scopes: ["bookings:read" as const, "salon:read" as const] };
const HOUR_MS = 3_600_000;

/** Whom the server would take a key for. */
function finderOf({ deps }: TestApi, onUnrecorded: (error: unknown) => void = failed) {
  return apiKeyFinder(deps, onUnrecorded);
}

function failed(error: unknown): never {
  throw error;
}

async function plant(
  api: TestApi,
  { businessId, salonId, olga }: Team,
  columns: { lastUsedAt?: Date; expiresAt?: Date },
) {
  const { key, id } = await olga.api.apiKeys.create({ salonId, ...READING });
  const { lastUsedAt = null, expiresAt = null } = columns;
  await api.sql`
    update api_keys set last_used_at = ${lastUsedAt}, expires_at = ${expiresAt} where business_id = ${businessId} and id = ${id}`;
  return { key, id };
}

test("Olga makes a key, which is told once and of which only a hash is kept", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const { key, ...shown } = await olga.api.apiKeys.create({ salonId, ...READING });
  expect(key).toMatch(/^sk_test_[\w-]{48}$/);
  expect(shown).toMatchObject({
    name: "Till",
    prefix: key.slice(0, 12),
    scopes: ["bookings:read", "salon:read"],
    createdBy: olga.userId,
    replaces: null,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    version: 1,
  });
  expect(await olga.api.apiKeys.get({ salonId, keyId: shown.id })).toEqual(shown);
  const [row] = await api.sql<{ hash: Buffer }[]>`select hash from api_keys where id = ${shown.id}`;
  expect(row?.hash).toEqual(createHash("sha256").update(key).digest());
  const [stored] = await api.sql<{ found: boolean }[]>`
    select exists (select from events e where e::text like ${`%${key.slice(8)}%`})
      or exists (select from audit_log a where a::text like ${`%${key.slice(8)}%`})
      or exists (select from api_keys k where k::text like ${`%${key.slice(8)}%`}) as found`;
  expect(stored).toEqual({ found: false });
});

test("a key says whether it is of a sandbox, and whether somebody mistyped it", async () => {
  await using api = await openTestApi();
  const { olga } = await openTeam(api);
  const real = await olga.api.salons.create(salonInput());
  const { key, id } = await olga.api.apiKeys.create({ salonId: real.id, ...READING });
  expect(key).toMatch(/^sk_live_/);
  const find = finderOf(api);
  expect(await find(key)).toEqual({
    kind: "apiKey",
    keyId: id,
    salonId: real.id,
    scopes: ["salon:read", "bookings:read"],
  });
  const letter = key.at(20) === "A" ? "B" : "A";
  const mistyped = key.slice(0, 20) + letter + key.slice(21);
  const asked = await api.statementsOf(async () => {
    expect(await find(mistyped)).toBeUndefined();
    expect(await find(key.replace("live", "test"))).toBeUndefined();
    expect(await find(`${key}A`)).toBeUndefined();
    expect(await find("sk_live_")).toBeUndefined();
  });
  expect(asked).toEqual([]);
});

test("keys are the owners': members below, keys themselves and other salons' owners get none", async () => {
  await using api = await openTestApi();
  const { salonId, olga, mona, rita, bea, stranger } = await openTeam(api);
  const made = await olga.api.apiKeys.create({ salonId, ...READING });
  const holder = api.as({ kind: "apiKey", keyId: made.id, salonId, scopes: ["salon:write", "salon:read"] });
  const keyId = made.id;
  const answers = async (caller: typeof olga.api) => [
    await outcomeOf(caller.apiKeys.list({ salonId })),
    await outcomeOf(caller.apiKeys.get({ salonId, keyId })),
    await outcomeOf(caller.apiKeys.create({ salonId, ...READING })),
    await outcomeOf(caller.apiKeys.update({ salonId, keyId, name: "Mine" })),
    await outcomeOf(caller.apiKeys.rotate({ salonId, keyId })),
    await outcomeOf(caller.apiKeys.revoke({ salonId, keyId })),
  ];
  for (const caller of [mona.api, rita.api, bea.api])
    expect(await answers(caller)).toEqual(Array(6).fill("forbidden"));
  expect(await outcomeOf(holder.apiKeys.create({ salonId, ...READING }))).toBe("forbidden");
  expect(await answers(stranger.api)).toEqual(Array(6).fill("not_found"));
  expect(await answers(api.anybody)).toEqual(Array(6).fill("unauthenticated"));
  expect(await olga.api.apiKeys.get({ salonId, keyId })).toMatchObject({ name: "Till", version: 1 });
});

test("a key is not found by the id that it has in another of the owner's salons", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const first = await olga.api.salons.create(salonInput());
  const second = await olga.api.salons.create(
    salonInput({ name: "Second", businessId: first.businessId, slug: "second" }),
  );
  const { id: keyId } = await olga.api.apiKeys.create({ salonId: first.id, ...READING });
  for (const other of [second.id, salonId]) {
    expect(await outcomeOf(olga.api.apiKeys.get({ salonId: other, keyId }))).toBe("not_found");
    expect(await outcomeOf(olga.api.apiKeys.revoke({ salonId: other, keyId }))).toBe("not_found");
    expect(await outcomeOf(olga.api.apiKeys.rotate({ salonId: other, keyId }))).toBe("not_found");
  }
});

test("nobody gets a key before their address is verified, or in another person's name; ending one needs neither", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const { id: keyId } = await olga.api.apiKeys.create({ salonId, ...READING });
  const person = { kind: "user", userId: olga.userId } as const;
  for (const [actor, reason] of [
    [{ ...person, emailVerified: false }, "email_not_verified"],
    [{ ...person, emailVerified: true, impersonatorId: randomUUID() }, "forbidden"],
  ] as const) {
    const caller = () => api.as(actor);
    expect(await outcomeOf(caller().apiKeys.create({ salonId, ...READING }))).toBe(reason);
    expect(await outcomeOf(caller().apiKeys.rotate({ salonId, keyId }))).toBe(reason);
    expect(await outcomeOf(caller().apiKeys.update({ salonId, keyId, scopes: ["salon:write"] }))).toBe(
      reason,
    );
    expect(await outcomeOf(caller().apiKeys.list({ salonId }))).toBe("done");
  }
  await api.as({ ...person, emailVerified: false }).apiKeys.revoke({ salonId, keyId });
});

test("an answer that got lost is given again, with the same key", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const again = () => api.as({ kind: "user", userId: olga.userId, emailVerified: true }, "till").apiKeys;
  const first = await again().create({ salonId, ...READING });
  expect(await again().create({ salonId, ...READING })).toEqual(first);
  expect(await outcomeOf(again().create({ salonId, ...READING, name: "Other" }))).toBe(
    "idempotency_mismatch",
  );
  expect((await olga.api.apiKeys.list({ salonId })).items).toHaveLength(1);
});

test("an answer is given again only to who has all the rights that they had: an owner who was removed has not", async () => {
  await using api = await openTestApi();
  const { olga, mona, salonId } = await openTeam(api);
  const actor = { kind: "user", userId: olga.userId, emailVerified: true } as const;
  const again = () => api.as(actor, "one more time").apiKeys.create({ salonId, ...READING });
  const { id: keyId } = await again();
  const { items } = await olga.api.members.list({ salonId });
  const memberIdOf = (userId: string) => items.find((member) => member.userId === userId)?.id ?? "";
  await olga.api.members.update({ salonId, memberId: memberIdOf(mona.userId), role: "owner" });
  expect(await again()).toMatchObject({ id: keyId });
  const leave = () => api.as(actor, "out").members.remove({ salonId, memberId: memberIdOf(olga.userId) });
  await leave();
  expect(await outcomeOf(leave())).toBe("done");
  expect(await outcomeOf(again())).toBe("forbidden");
  const key = { kind: "apiKey", keyId, salonId } as const;
  const make = (scopes: readonly Scope[]) =>
    api.as({ ...key, scopes }, "made").clients.create({ salonId, name: "Ann" });
  await make(["clients:write", "clients:read"]);
  expect(await outcomeOf(make(["clients:write", "clients:read", "salon:read"]))).toBe("done");
  expect(await outcomeOf(make(["clients:read"]))).toBe("forbidden");
});

test("what a key may and until when can change, and counts from the next request on", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const { key, id: keyId } = await olga.api.apiKeys.create({ salonId, ...READING });
  const find = finderOf(api);
  const change = { salonId, keyId, ifVersion: 1, scopes: ["events:read" as const, "events:read" as const] };
  expect(await olga.api.apiKeys.update(change)).toMatchObject({ scopes: ["events:read"], version: 2 });
  expect(await find(key)).toMatchObject({ scopes: ["events:read"] });
  expect(await outcomeOf(olga.api.apiKeys.update(change))).toBe("version_mismatch");
  const past = new Date(Date.now() - 1000);
  const refused = [
    olga.api.apiKeys.update({ salonId, keyId, expiresAt: past }),
    olga.api.apiKeys.update({ salonId, keyId, scopes: [] }),
    olga.api.apiKeys.update({ salonId, keyId, scopes: ["everything" as never] }),
    olga.api.apiKeys.create({ salonId, ...READING, expiresAt: past }),
    olga.api.apiKeys.create({ salonId, ...READING, scopes: [] }),
  ];
  expect(await outcomesOf(refused)).toEqual({ invalid_input: 5 });
  await olga.api.apiKeys.update({ salonId, keyId, expiresAt: new Date(Date.now() + HOUR_MS) });
  expect(await find(key)).toBeDefined();
});

test("a rotated key works beside the new one for a while, and has the same rights and end", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, salonId } = team;
  const expiresAt = new Date(Date.now() + 48 * HOUR_MS);
  const old = await olga.api.apiKeys.create({ salonId, ...READING, expiresAt });
  const next = await olga.api.apiKeys.rotate({ salonId, keyId: old.id, ifVersion: 1, overlapMinutes: 60 });
  expect(next).toMatchObject({ ...READING, expiresAt, replaces: old.id, version: 1 });
  const find = finderOf(api);
  expect([await find(old.key), await find(next.key)]).toEqual([
    expect.objectContaining({ keyId: old.id }),
    expect.objectContaining({ keyId: next.id }),
  ]);
  const ending = await olga.api.apiKeys.get({ salonId, keyId: old.id });
  expect(ending.version).toBe(2);
  const minutes = (Number(ending.expiresAt) - Date.now()) / 60_000;
  expect(Math.round(minutes)).toBe(60);
  expect(await outcomeOf(olga.api.apiKeys.rotate({ salonId, keyId: old.id }))).toBe("invalid_transition");
  await api.sql`update api_keys set expires_at = now() where id = ${old.id}`;
  expect(await find(old.key)).toBeUndefined();
  expect(await find(next.key)).toBeDefined();
  expect((await eventsOf(api, team)).slice(-3)).toEqual([
    "api_key.created",
    "api_key.created",
    "api_key.rotated",
  ]);
});

test("a key whose successor got lost can be rotated again, once that one is revoked", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const { id: keyId } = await olga.api.apiKeys.create({ salonId, ...READING });
  const lost = await olga.api.apiKeys.rotate({ salonId, keyId });
  await olga.api.apiKeys.revoke({ salonId, keyId: lost.id });
  expect(await olga.api.apiKeys.rotate({ salonId, keyId })).toMatchObject({ replaces: keyId });
});

test("an overlap never lengthens what a key has left, and none ends it at once", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const expiresAt = new Date(Date.now() + HOUR_MS);
  const old = await olga.api.apiKeys.create({ salonId, ...READING, expiresAt });
  const second = await olga.api.apiKeys.rotate({ salonId, keyId: old.id });
  expect(await olga.api.apiKeys.get({ salonId, keyId: old.id })).toMatchObject({ expiresAt });
  const third = await olga.api.apiKeys.rotate({ salonId, keyId: second.id, overlapMinutes: 0 });
  const find = finderOf(api);
  expect(await find(second.key)).toBeUndefined();
  expect(await find(third.key)).toBeDefined();
  for (const overlapMinutes of [-1, 10_081, 0.5])
    expect(await outcomeOf(olga.api.apiKeys.rotate({ salonId, keyId: third.id, overlapMinutes }))).toBe(
      "invalid_input",
    );
});

test("of two who rotate a key at once one does, and the other is told", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const { id: keyId } = await olga.api.apiKeys.create({ salonId, ...READING });
  const both = [0, 0].map(async (overlapMinutes) =>
    olga.api.apiKeys.rotate({ salonId, keyId, overlapMinutes }),
  );
  expect(await outcomesOf(both)).toEqual({ done: 1, invalid_transition: 1 });
  const { items } = await olga.api.apiKeys.list({ salonId });
  expect(items.map(({ replaces }) => replaces)).toEqual([null, keyId]);
});

test("a revoked key is none any more, however often it is revoked; nothing revives it", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, salonId } = team;
  const { key, id: keyId } = await olga.api.apiKeys.create({ salonId, ...READING });
  await olga.api.apiKeys.revoke({ salonId, keyId, ifVersion: 1 });
  expect(await finderOf(api)(key)).toBeUndefined();
  await olga.api.apiKeys.revoke({ salonId, keyId, ifVersion: 1 });
  const later = new Date(Date.now() + HOUR_MS);
  expect(await outcomeOf(olga.api.apiKeys.update({ salonId, keyId, expiresAt: later }))).toBe(
    "invalid_transition",
  );
  expect(await outcomeOf(olga.api.apiKeys.rotate({ salonId, keyId }))).toBe("invalid_transition");
  expect((await eventsOf(api, team)).filter((type) => type.startsWith("api_key."))).toEqual([
    "api_key.created",
    "api_key.revoked",
  ]);
});

test("a salon has fifty keys that work, and those that ended do not count", async () => {
  await using api = await openTestApi();
  const { businessId, olga, salonId } = await openTeam(api);
  await api.sql`
    insert into api_keys (business_id, id, salon_id, name, prefix, hash, scopes, created_by, revoked_at)
    select ${businessId}, gen_random_uuid(), ${salonId}, 'Old', 'sk_test_', sha256(n::text::bytea), '{}', ${olga.userId},
      case when n > 49 then now() end
    from generate_series(1, 80) n`;
  const both = [1, 2].map(async () => olga.api.apiKeys.create({ salonId, ...READING }));
  expect(await outcomesOf(both)).toEqual({ done: 1, limit_reached: 1 });
  const made = (await olga.api.apiKeys.list({ salonId, limit: 100 })).items.at(-1);
  const keyId = made?.id ?? "";
  expect(await outcomeOf(olga.api.apiKeys.rotate({ salonId, keyId }))).toBe("limit_reached");
  expect(await outcomeOf(olga.api.apiKeys.rotate({ salonId, keyId, overlapMinutes: 0 }))).toBe("done");
});

test("keys are listed in pages, in the order in which they were made", async () => {
  await using api = await openTestApi();
  const { olga, salonId } = await openTeam(api);
  const names = ["Till", "Site", "Books", "Phone", "Door"];
  for (const name of names) await olga.api.apiKeys.create({ salonId, ...READING, name });
  const listed = await allPages((page) => olga.api.apiKeys.list({ salonId, ...page }));
  expect(listed.map(({ name }) => name)).toEqual(names);
});

test("the use of a key is noted to the hour, once, and takes one statement at other times", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { key, id } = await plant(api, team, { lastUsedAt: new Date(Date.now() - 2 * HOUR_MS) });
  const find = finderOf(api);
  const first = await api.statementsOf(() => Promise.all([find(key), find(key), find(key)]));
  const updates = first.filter((text) => text.startsWith("update"));
  expect(updates.length).toBeGreaterThan(0);
  const { lastUsedAt } = await team.olga.api.apiKeys.get({ salonId: team.salonId, keyId: id });
  expect(Date.now() - Number(lastUsedAt)).toBeLessThan(HOUR_MS);
  expect(Number(lastUsedAt) % HOUR_MS).toBe(0);
  expect(await api.statementsOf(() => find(key))).toHaveLength(1);
});

test("whoever holds the key's row, and a database that cannot write, hold up no request", async () => {
  await using api = await openTestApi();
  const { key, id } = await plant(api, await openTeam(api), {});
  await api.sql.begin(async (other) => {
    await other`select 1 from api_keys where id = ${id} for update`;
    expect(await finderOf(api)(key)).toMatchObject({ keyId: id });
  });
  const told: unknown[] = [];
  const begin = () => Promise.reject(new Error("read-only"));
  const find = apiKeyFinder({ db: api.db, begin }, (error) => told.push(error));
  expect(await find(key)).toMatchObject({ keyId: id });
  expect(told).toEqual([new Error("read-only")]);
});
