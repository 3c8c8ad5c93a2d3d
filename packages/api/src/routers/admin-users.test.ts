import { randomUUID } from "node:crypto";
import { beginOn, createSystemCtx, sessionFinder, tellImpersonated } from "@salon/core";
import { expect, test } from "vitest";
import { outcomeOf } from "../testing/desk.ts";
import { allPages } from "../testing/expectations.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { Caller, TestApi } from "../testing/index.ts";

const reason = "Spam.";

const OPERATIONS: Record<string, (api: Caller, id: string) => Promise<unknown>> = {
  listSalons: ({ admin }) => admin.listSalons({}),
  getSalon: ({ admin }, salonId) => admin.getSalon({ salonId }),
  approveSalon: ({ admin }, salonId) => admin.approveSalon({ salonId }),
  suspendSalon: ({ admin }, salonId) => admin.suspendSalon({ salonId, reason }),
  restoreSalon: ({ admin }, salonId) => admin.restoreSalon({ salonId }),
  listUsers: ({ admin }) => admin.listUsers({}),
  getUser: ({ admin }, userId) => admin.getUser({ userId }),
  listAdmins: ({ admin }) => admin.listAdmins({}),
  listAuditLog: ({ admin }) => admin.listAuditLog({}),
  banUser: ({ admin }, userId) => admin.banUser({ userId, reason }),
  unbanUser: ({ admin }, userId) => admin.unbanUser({ userId }),
  impersonateUser: ({ admin }, userId) => admin.impersonateUser({ userId, reason }),
};
const SUPERADMINS_OWN = ["banUser", "unbanUser", "impersonateUser"];

async function outcomesOf(api: Caller, id: string): Promise<Record<string, string>> {
  const asked = Object.entries(OPERATIONS).map(
    async ([name, call]) => [name, await outcomeOf(call(api, id))] as const,
  );
  return Object.fromEntries(await Promise.all(asked));
}

function all(outcome: string): Record<string, string> {
  return Object.fromEntries(Object.keys(OPERATIONS).map((name) => [name, outcome]));
}

test("who is no admin is refused alike for every id, and admins may what their level says", async () => {
  await using api = await openTestApi();
  const [olga, sid, mo, superadmin] = [
    await api.signUp("Olga"),
    await api.signUp("Sid", { admin: "support" }),
    await api.signUp("Mo", { admin: "moderator" }),
    await api.signUp("Sue", { admin: "superadmin" }),
  ];
  const { id: salonId } = await olga.api.salons.create(salonInput());
  const keys = { kind: "apiKey", keyId: randomUUID(), salonId, scopes: ["salon:write"] } as const;
  const impersonating = {
    kind: "user",
    userId: superadmin.userId,
    emailVerified: true,
    admin: "superadmin",
    impersonatorId: sid.userId,
  } as const;
  for (const id of [olga.userId, salonId, randomUUID()]) {
    expect(await outcomesOf(api.anybody, id)).toEqual(all("unauthenticated"));
    for (const caller of [olga.api, mo.api, api.as(keys), api.as(impersonating)])
      expect(await outcomesOf(caller, id)).toEqual(all("forbidden"));
  }
  const unknown = randomUUID();
  for (const [{ api: caller }, forbidden] of [
    [sid, SUPERADMINS_OWN],
    [superadmin, []],
  ] as const) {
    const outcomes = Object.entries(await outcomesOf(caller, unknown));
    const refused = outcomes.filter(([, outcome]) => outcome === "forbidden").map(([name]) => name);
    expect(refused).toEqual(forbidden);
  }
});

test("accounts are found by a part of the name or address, and told with what they belong to", async () => {
  await using api = await openTestApi();
  const sid = await api.signUp("Sid", { admin: "support" });
  const olga = await api.signUp("Olga");
  const { id: salonId } = await olga.api.salons.create(salonInput());
  const found = await sid.api.admin.listUsers({ query: "OLG" });
  expect(found.items).toMatchObject([{ id: olga.userId, admin: null, bannedAt: null }]);
  expect((await sid.api.admin.listUsers({ query: olga.email })).items).toHaveLength(1);
  expect((await sid.api.admin.listUsers({ query: olga.userId })).items).toHaveLength(1);
  expect((await sid.api.admin.listUsers({ query: "%" })).items).toEqual([]);
  expect(await allPages((page) => sid.api.admin.listUsers(page))).toHaveLength(2);
  expect(await sid.api.admin.getUser({ userId: olga.userId })).toMatchObject({
    email: olga.email,
    memberships: [{ salonId, role: "owner" }],
    sessionCount: 1,
  });
  expect((await sid.api.admin.listAdmins({})).items).toMatchObject([
    { userId: sid.userId, level: "support" },
  ]);
  expect(await outcomeOf(sid.api.admin.listAdmins({ cursor: "WyJ4Il0" }))).toBe("invalid_input");
});

test("a banned person is out at once, comes back only by signing in, and the salon stays", async () => {
  await using api = await openTestApi();
  const sue = await api.signUp("Sue", { admin: "superadmin" });
  const olga = await api.signUp("Olga");
  const { id: salonId } = await olga.api.salons.create(salonInput());
  const { token } = await sue.api.admin.impersonateUser({ userId: olga.userId, reason });
  const find = sessionFinder({ db: api.db, begin: beginOn(api.db) }, { adminTwoFactor: false });
  expect(await find(token)).toMatchObject({ userId: olga.userId, impersonatorId: sue.userId });

  const [banned, again] = await Promise.all([
    sue.api.admin.banUser({ userId: olga.userId, reason }),
    sue.api.admin.banUser({ userId: olga.userId, reason }),
  ]);
  expect(again).toEqual(banned);
  expect(banned.bannedAt).toBeInstanceOf(Date);
  expect(await find(token)).toBeUndefined();
  expect((await sue.api.admin.listUsers({ banned: true })).items).toEqual([banned]);
  expect(await sue.api.admin.getSalon({ salonId })).toMatchObject({ owners: [{ userId: olga.userId }] });
  expect(await outcomeOf(sue.api.admin.impersonateUser({ userId: olga.userId, reason }))).toBe("forbidden");

  await sue.api.admin.unbanUser({ userId: olga.userId });
  expect(await find(token)).toBeUndefined();
  expect(await loggedOf(api, olga.userId)).toEqual(["user.unbanned", "user.banned", "user.impersonated"]);
});

test("nobody bans themselves or an equal, and nobody acts as an admin", async () => {
  await using api = await openTestApi();
  const [sue, sol, sid] = [
    await api.signUp("Sue", { admin: "superadmin" }),
    await api.signUp("Sol", { admin: "superadmin" }),
    await api.signUp("Sid", { admin: "support" }),
  ];
  for (const userId of [sue.userId, sol.userId])
    expect(await outcomeOf(sue.api.admin.banUser({ userId, reason }))).toBe("forbidden");
  for (const userId of [sue.userId, sol.userId, sid.userId])
    expect(await outcomeOf(sue.api.admin.impersonateUser({ userId, reason }))).toBe("forbidden");
  expect(await outcomeOf(sue.api.admin.banUser({ userId: sid.userId, reason }))).toBe("done");
});

test("an admin's session as somebody else ends with the level, and with the admin", async () => {
  await using api = await openTestApi();
  const olga = await api.signUp("Olga");
  const find = sessionFinder({ db: api.db, begin: beginOn(api.db) }, { adminTwoFactor: false });
  const ENDS = {
    "another level": (id: string) => api.sql`update admins set level = 'support' where user_id = ${id}`,
    "no level": (id: string) => api.sql`delete from admins where user_id = ${id}`,
    "a ban": (id: string) => api.sql`update users set banned_at = now() where id = ${id}`,
  };
  for (const end of Object.values(ENDS)) {
    const sue = await api.signUp("Sue", { admin: "superadmin" });
    const { token } = await sue.api.admin.impersonateUser({ userId: olga.userId, reason });
    expect(await find(token)).toMatchObject({ userId: olga.userId });
    await end(sue.userId);
    expect(await find(token)).toBeUndefined();
  }
});

test("a session as somebody else lasts fifteen minutes, or as long as was asked for, an hour at most", async () => {
  await using api = await openTestApi();
  const sue = await api.signUp("Sue", { admin: "superadmin" });
  const olga = await api.signUp("Olga");
  const minutesOf = async (minutes?: number) => {
    const asked = { userId: olga.userId, reason, ...(minutes !== undefined && { minutes }) };
    const { expiresAt } = await sue.api.admin.impersonateUser(asked);
    return Math.round((expiresAt.getTime() - Date.now()) / 60_000);
  };
  expect(await minutesOf()).toBe(15);
  expect(await minutesOf(60)).toBe(60);
  expect(await outcomeOf(minutesOf(61))).toBe("invalid_input");
});

test("what an admin does as somebody else is logged with both names, and found by either id", async () => {
  await using api = await openTestApi();
  const sue = await api.signUp("Sue", { admin: "superadmin" });
  const olga = await api.signUp("Olga");
  const asOlga = {
    kind: "user",
    userId: olga.userId,
    emailVerified: true,
    impersonatorId: sue.userId,
  } as const;
  expect(await api.as(asOlga).me.get()).toMatchObject({ id: olga.userId, impersonatedBy: sue.userId });
  expect(await olga.api.me.get()).toMatchObject({ impersonatedBy: null });
  await api.as(asOlga).me.update({ locale: "de" });
  await olga.api.me.update({ timeZone: "Europe/Berlin" });
  const { items } = await sue.api.admin.listAuditLog({ subjectId: olga.userId });
  expect(items).toMatchObject([
    { actor: { kind: "user", id: olga.userId, name: "Olga" }, impersonator: null },
    {
      actor: { kind: "user", id: olga.userId, name: "Olga" },
      impersonator: { id: sue.userId, name: "Sue" },
      action: "user.updated",
      before: { locale: null },
      after: { locale: "[personal]" },
    },
  ]);
  expect((await sue.api.admin.listAuditLog({ actorId: olga.userId })).items).toEqual(items);
  const inOthersNames = await sue.api.admin.listAuditLog({ impersonatorId: sue.userId });
  expect(inOthersNames.items).toEqual(items.slice(1));
});

test("the audit log is read by salon, action and time, newest first, page by page", async () => {
  await using api = await openTestApi();
  const sid = await api.signUp("Sid", { admin: "support" });
  const olga = await api.signUp("Olga");
  const [one, other] = [
    await olga.api.salons.create(salonInput()),
    await olga.api.salons.create(salonInput({ name: "Other" })),
  ];
  await sid.api.admin.suspendSalon({ salonId: one.id, reason });
  await sid.api.admin.suspendSalon({ salonId: other.id, reason: "Another." });
  await sid.api.admin.restoreSalon({ salonId: one.id, reason: "Sorted out." });
  const log = async (asked: Parameters<typeof sid.api.admin.listAuditLog>[0]) =>
    (await sid.api.admin.listAuditLog({ actorId: sid.userId, ...asked })).items;
  expect(await log({ salonId: one.id })).toMatchObject([
    { action: "salon.restored", reason: "Sorted out.", after: { status: "draft" } },
    {
      action: "salon.suspended",
      reason,
      salonId: one.id,
      subject: { type: "salon", id: one.id },
      before: { status: "draft", suspendedFrom: null },
      after: { status: "suspended", suspendedFrom: "draft" },
    },
  ]);
  expect(await log({ action: "salon.suspended" })).toMatchObject([{ reason: "Another." }, { reason }]);
  const [newest] = await log({});
  expect(await log({ to: newest?.occurredAt })).toHaveLength(2);
  expect(await log({ from: newest?.occurredAt })).toEqual([newest]);
  const now = new Date();
  const [hourAgo, inAnHour] = [-1, 1].map((hours) => new Date(now.getTime() + hours * 3_600_000));
  expect(await log({ from: hourAgo, to: inAnHour })).toHaveLength(3);
  expect(await log({ from: inAnHour })).toEqual([]);
  expect(await log({ to: hourAgo })).toEqual([]);
  const pages = await allPages((page) => sid.api.admin.listAuditLog({ actorId: sid.userId, ...page }));
  expect(pages).toEqual(await log({}));
  for (const cursor of ["WyIxLjUiXQ", "WyItMSJd", "WyIxZTQwMCJd"])
    expect(await outcomeOf(log({ cursor }))).toBe("invalid_input");
});

/** What was done to somebody, newest first. */
async function loggedOf({ sql }: TestApi, userId: string): Promise<string[]> {
  const rows = await sql<{ action: string }[]>`
    select action from audit_log where subject_id = ${userId} order by id desc`;
  return rows.map(({ action }) => action);
}

test("whoever an admin acts as is told at once and once, in their language, by their clock", async () => {
  await using api = await openTestApi();
  const [sue, olga] = [await api.signUp("Sue", { admin: "superadmin" }), await api.signUp("Olga")];
  await olga.api.me.update({ locale: "de", timeZone: "America/New_York" });
  const { userId } = olga;
  const { expiresAt } = await sue.api.admin.impersonateUser({ userId, reason: "A secret complaint" });
  const data = api.jobs.flatMap((job) => (job.name === "tellImpersonated" ? [job.data] : []))[0];
  if (!data) throw new Error("There is no job");
  const ctx = createSystemCtx(api.deps, "test");
  // The session may be over before anybody hears of it.
  await api.sql`delete from sessions where id = ${data.sessionId}`;
  await Promise.all([tellImpersonated(ctx, data), tellImpersonated(ctx, data)]);
  await tellImpersonated(ctx, data);
  expect(api.mails).toHaveLength(1);
  const [mail] = api.mails;
  expect(mail).toMatchObject({ to: olga.email, id: data.sessionId });
  const until = new Intl.DateTimeFormat("de-DE", { timeStyle: "short", timeZone: "America/New_York" });
  expect(mail?.text).toContain(`${until.format(expiresAt)} (America/New_York)`);
  expect(mail?.text).toContain("Guten Tag Olga,");
  expect(mail?.text).not.toMatch(/secret|Sue/);
  expect(JSON.stringify(data)).not.toContain(olga.email);
});

test("nobody is told of a session that there never was, nor who has been forgotten since", async () => {
  await using api = await openTestApi();
  const [sue, olga] = [await api.signUp("Sue", { admin: "superadmin" }), await api.signUp("Olga")];
  const { userId } = olga;
  const ctx = createSystemCtx(api.deps, "test");
  await tellImpersonated(ctx, { userId, sessionId: randomUUID() });
  await sue.api.admin.impersonateUser({ userId, reason });
  const data = api.jobs.flatMap((job) => (job.name === "tellImpersonated" ? [job.data] : []))[0];
  if (!data) throw new Error("There is no job");
  await api.sql`update users set erased_at = now() where id = ${userId}`;
  await tellImpersonated(ctx, data);
  expect(api.mails).toEqual([]);
});
