import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { createTestDatabase } from "./testing.ts";

const REFUSED = { code: "42501" };

/** A log with one row, read and written by the role that the application has, and by the cluster's superuser. */
async function openLog(age = "0 days") {
  const database = await createTestDatabase();
  const asAdmin = new URL(inject("testServer").adminUrl);
  asAdmin.pathname = database.name;
  const connect = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });
  const [app, admin] = [connect(database.url), connect(asAdmin.href)];
  const id = randomUUID();
  await app`
    insert into audit_log (public_id, occurred_at, actor_kind, action, subject_type, subject_id)
    values (${id}, now() - ${age}::interval, 'system', 'user.erased', 'user', ${randomUUID()})`;
  const dispose = async () => {
    await Promise.all([app.end(), admin.end()]);
    await database[Symbol.asyncDispose]();
  };
  return {
    app,
    admin,
    ids: async () => app`select public_id from audit_log`,
    [Symbol.asyncDispose]: dispose,
  };
}

test.each(["app", "admin"] as const)(
  "nobody rewrites the audit log: not the %s's role either",
  async (role) => {
    await using log = await openLog();
    const sql = log[role];
    await expect(sql`update audit_log set action = 'nothing'`).rejects.toMatchObject(REFUSED);
    await expect(sql`truncate audit_log`).rejects.toMatchObject(REFUSED);
    await expect(sql`delete from audit_log`).rejects.toMatchObject(REFUSED);
    expect(await log.ids()).toHaveLength(1);
  },
);

test("a row of less than two years stays, an older one may go", async () => {
  await using young = await openLog("1 year 364 days");
  await expect(young.app`delete from audit_log`).rejects.toMatchObject(REFUSED);
  await using old = await openLog("2 years 1 day");
  await old.app`delete from audit_log`;
  expect(await young.ids()).toHaveLength(1);
  expect(await old.ids()).toEqual([]);
});

test("of a statement that would take old and young rows, nothing happens", async () => {
  await using log = await openLog("3 years");
  await log.app`
    insert into audit_log (public_id, actor_kind, action, subject_type, subject_id)
    select gen_random_uuid(), actor_kind, action, subject_type, subject_id from audit_log`;
  await expect(log.app`delete from audit_log`).rejects.toMatchObject(REFUSED);
  expect(await log.ids()).toHaveLength(2);
});

test("the application's role cannot even try to update or truncate", async () => {
  await using log = await openLog();
  const [rights] = await log.app<{ update: boolean; truncate: boolean; superuser: boolean }[]>`
    select has_table_privilege('audit_log', 'update') as update, has_table_privilege('audit_log', 'truncate') as truncate,
      (select rolsuper from pg_roles where rolname = current_user) as superuser`;
  const superuser = rights?.superuser;
  expect(rights).toEqual({ update: superuser, truncate: superuser, superuser });
});
