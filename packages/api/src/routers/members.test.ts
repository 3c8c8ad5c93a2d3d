import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { outcomeOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person } from "../testing/index.ts";
import { eventsOf, openTeam } from "../testing/team.ts";
import type { Team } from "../testing/team.ts";

test("managers decide about those below them, owners about everybody", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, mona, rita, salonId } = team;
  const ids = await memberIds(team);
  const denied = { code: "FORBIDDEN" };
  for (const role of ["manager", "owner"] as const) {
    await expect(mona.api.members.update({ salonId, memberId: ids.bea, role })).rejects.toMatchObject(denied);
  }
  const lower = { salonId, role: "stylist" } as const;
  await expect(mona.api.members.update({ ...lower, memberId: ids.olga })).rejects.toMatchObject(denied);
  await expect(mona.api.members.remove({ salonId, memberId: ids.olga })).rejects.toMatchObject(denied);
  await expect(rita.api.members.update({ ...lower, memberId: ids.bea })).rejects.toMatchObject(denied);
  await expect(rita.api.members.remove({ salonId, memberId: ids.bea })).rejects.toMatchObject(denied);
  expect(await memberIds(team)).toEqual(ids);
  const promoted = await mona.api.members.update({
    salonId,
    memberId: ids.bea,
    role: "receptionist",
    ifVersion: 1,
  });
  expect(promoted).toMatchObject({ role: "receptionist", version: 2 });
  await expect(
    mona.api.members.update({ salonId, memberId: ids.bea, role: "stylist", ifVersion: 1 }),
  ).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  expect(await olga.api.members.update({ salonId, memberId: ids.mona, role: "receptionist" })).toMatchObject({
    role: "receptionist",
  });
});

test("an owner owns every salon of the business, and the last one stays", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, mona, salonId } = team;
  const ids = await memberIds(team);
  const last = { cause: { reason: "last_owner" } };
  await expect(olga.api.members.remove({ salonId, memberId: ids.olga })).rejects.toMatchObject(last);
  await expect(
    olga.api.members.update({ salonId, memberId: ids.olga, role: "manager" }),
  ).rejects.toMatchObject(last);
  await olga.api.members.update({ salonId, memberId: ids.mona, role: "owner" });
  expect(await mona.api.members.update({ salonId, memberId: ids.olga, role: "manager" })).toMatchObject({
    role: "manager",
  });
  await expect(mona.api.members.remove({ salonId, memberId: ids.mona })).rejects.toMatchObject(last);
});

test("two owners who leave at once leave one behind, whichever salon they leave through", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, mona, salonId } = team;
  const ids = await memberIds(team);
  await olga.api.members.update({ salonId, memberId: ids.mona, role: "owner" });
  await api.sql`
    insert into salons (business_id, id, slug, name, time_zone, currency, locale, address_line1, city, postal_code, country)
    select business_id, ${randomUUID()}, 'second', 'Second', time_zone, currency, locale, address_line1, city, postal_code, country
    from salons where id = ${salonId}`;
  const [second] = await api.sql<{ id: string }[]>`select id from salons where slug = 'second'`;
  const left = await Promise.allSettled([
    olga.api.members.remove({ salonId, memberId: ids.olga }),
    mona.api.members.remove({ salonId: second?.id ?? "", memberId: ids.mona }),
  ]);
  expect(left.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("an owner who is removed while their request waits appoints nobody any more", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, mona, salonId } = team;
  const ids = await memberIds(team);
  await olga.api.members.update({ salonId, memberId: ids.mona, role: "owner" });
  const waiting = await api.sql.begin(async (tx) => {
    await tx`delete from salon_members where user_id = ${mona.userId}`;
    const calls = [
      outcomeOf(mona.api.members.update({ salonId, memberId: ids.rita, role: "owner" })),
      outcomeOf(mona.api.members.remove({ salonId, memberId: ids.bea })),
    ];
    await vi.waitFor(async () => {
      const locked = await api.sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect(locked).toHaveLength(2);
    });
    return { calls };
  });
  expect(await Promise.all(waiting.calls)).toEqual(["not_found", "not_found"]);
  const { items } = await olga.api.members.list({ salonId });
  expect(items.map(({ role }) => role).toSorted()).toEqual(["owner", "receptionist", "stylist"]);
});

test("a business changes hands: Olga makes Mona an owner, and leaves", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, mona, salonId } = team;
  const ids = await memberIds(team);
  await olga.api.members.update({ salonId, memberId: ids.mona, role: "owner" });
  await olga.api.members.remove({ salonId, memberId: ids.olga });
  const { items } = await mona.api.members.list({ salonId });
  expect(items.filter(({ role }) => role === "owner")).toMatchObject([{ userId: mona.userId }]);
  const rows = await api.sql`
    select action, before, after, actor_id as who from audit_log where subject_type = 'member' order by id`;
  expect([...rows]).toEqual([
    {
      action: "member.updated",
      who: olga.userId,
      before: { role: "manager", version: 1 },
      after: { role: "owner", version: 2 },
    },
    {
      action: "member.removed",
      who: olga.userId,
      before: expect.objectContaining({ role: "owner", name: "[personal]", email: "[personal]" }) as unknown,
      after: null,
    },
  ]);
});

test("an admin who acts as Olga changes no owner, and everybody else as she would", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, mona, stranger, salonId } = team;
  const ids = await memberIds(team);
  const as = {
    kind: "user",
    userId: olga.userId,
    emailVerified: true,
    impersonatorId: stranger.userId,
  } as const;
  const denied = { cause: { reason: "forbidden" } };
  const toOwner = { salonId, memberId: ids.mona, role: "owner" } as const;
  await expect(api.as(as).members.update(toOwner)).rejects.toMatchObject(denied);
  const owner = { salonId, email: "dora@example.com", role: "owner" } as const;
  await expect(api.as(as).members.invite(owner)).rejects.toMatchObject(denied);
  await olga.api.members.update(toOwner);
  await expect(
    api.as(as).members.update({ salonId, memberId: ids.mona, role: "stylist" }),
  ).rejects.toMatchObject(denied);
  await expect(api.as(as).members.remove({ salonId, memberId: ids.mona })).rejects.toMatchObject(denied);
  await expect(api.as(as).members.remove({ salonId, memberId: ids.olga })).rejects.toMatchObject(denied);
  await api.as(as).members.remove({ salonId, memberId: ids.rita });
  expect((await mona.api.members.list({ salonId })).items).toHaveLength(3);
});

test("anybody may leave, and is a stranger afterwards", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { bea, salonId } = team;
  const { bea: memberId } = await memberIds(team);
  await bea.api.members.remove({ salonId, memberId });
  await expect(bea.api.members.list({ salonId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await eventsOf(api, team)).at(-1)).toBe("member.removed");
});

test("outsiders neither see nor change who works here", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const other = await openTeam(api);
  const { stranger, salonId } = team;
  const ids = await memberIds(team);
  const before = await eventsOf(api, team);
  for (const [caller, code] of [
    [api.anybody, "UNAUTHORIZED"],
    [stranger.api, "NOT_FOUND"],
  ] as const) {
    const member = { salonId, memberId: ids.bea };
    await expect(caller.members.list({ salonId })).rejects.toMatchObject({ code });
    await expect(caller.members.update({ ...member, role: "owner" })).rejects.toMatchObject({ code });
    await expect(caller.members.remove(member)).rejects.toMatchObject({ code });
  }
  const elsewhere = { salonId: other.salonId, memberId: ids.bea };
  await expect(other.olga.api.members.update({ ...elsewhere, role: "owner" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(other.olga.api.members.remove(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await memberIds(team)).toEqual(ids);
  expect(await eventsOf(api, team)).toEqual(before);
});

type Named = "olga" | "mona" | "rita" | "bea";

async function memberIds({ olga, mona, rita, bea, salonId }: Team): Promise<Record<Named, string>> {
  const { items } = await olga.api.members.list({ salonId });
  const idOf = ({ userId }: Person) => items.find((member) => member.userId === userId)?.id ?? "";
  return { olga: idOf(olga), mona: idOf(mona), rita: idOf(rita), bea: idOf(bea) };
}
