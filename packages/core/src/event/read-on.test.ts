import { randomUUID } from "node:crypto";
import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import { createTestDatabase } from "@salon/db/testing";
import { expect, test, vi } from "vitest";
import { beginOn } from "../begin.ts";
import { createSystemCtx } from "../create-ctx.ts";
import { sealer } from "../sealer.ts";
import { openNews } from "./news.ts";
import { readOn } from "./read-on.ts";

const READER = "test";

type Log = AsyncDisposable & {
  readonly sql: Database["sql"];
  readonly subjects: readonly string[];
  happen(count: number): Promise<string[]>;
  /** Reads on; what it makes of events is to remember their subjects. */
  read(fail?: () => void): Promise<boolean>;
};

async function openLog(): Promise<Log> {
  const database = await createTestDatabase();
  const opened = openDatabase(database.url, { poolSize: 5, applicationName: "salon test" });
  const { db, sql } = opened;
  const settings = { salonApproval: false, sandboxesTellAnybody: true, publicUrl: "http://localhost:3000" };
  const nothing = async () => undefined;
  const mailer = { send: nothing };
  const messengers = { sms: mailer, push: mailer };
  const links = { sign: () => "", isSigned: () => false };
  const webhooks = { judge: async () => null, send: async () => ({ status: 200, error: null, ms: 0 }) };
  const never = async () => Promise.reject(new Error("Nothing is stored here"));
  const noFiles = {
    stage: never,
    write: never,
    read: never,
    remove: never,
    removeOne: never,
    list: async function* () {},
    directUpload: null,
  };
  const ctx = createSystemCtx(
    {
      db,
      begin: beginOn(db),
      enqueue: nothing,
      mailer,
      messengers,
      links,
      files: noFiles,
      paymentProviders: new Map(),
      judge: { kindOf: never, makeImage: never, makeAvif: never },
      calendars: () => "",
      sealer: sealer("test"),
      webhooks,
      settings,
      ...openNews(),
    },
    "test",
  );
  await sql`insert into log_readers (name, transaction_id, event_id) values (${READER}, pg_current_xact_id(), 0)`;
  const salonId = await plantSalon(sql);
  const subjects: string[] = [];
  return {
    sql,
    subjects,
    async happen(count) {
      const ids = Array.from({ length: count }, () => randomUUID());
      await sql`
        insert into events (public_id, business_id, salon_id, type, subject_id, occurred_at, actor_kind, data, previous)
        select gen_random_uuid(), business_id, id, 'salon.updated', subject, now(), 'system', '{}', '{}'
        from salons cross join unnest(${ids}::uuid[]) with ordinality as happened (subject, place)
        where id = ${salonId} order by place`;
      return ids;
    },
    read: (fail = () => undefined) =>
      readOn(ctx, READER, async (_, events) => {
        const read = events.map(({ subjectId }) => subjectId);
        fail();
        subjects.push(...read);
      }),
    async [Symbol.asyncDispose]() {
      await opened.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function plantSalon(sql: Database["sql"]): Promise<string> {
  const id = randomUUID();
  await sql`
    with business as (insert into businesses (public_id) values (${randomUUID()}) returning id)
    insert into salons (business_id, id, slug, name, time_zone, currency, locale, address_line1, city, postal_code, country)
    select id, ${id}, ${id}, 'Salon', 'Europe/Berlin', 'EUR', 'de', 'Street 1', 'Berlin', '10115', 'DE' from business`;
  return id;
}

/** Reads until there is nothing more; the log waits for whatever else runs in the cluster. */
async function readAll(log: Log, expected: number): Promise<void> {
  await vi.waitFor(async () => {
    while (await log.read());
    expect(log.subjects).toHaveLength(expected);
  });
}

test("a reader reads every event once, in their order, batch by batch", async () => {
  await using log = await openLog();
  const happened = await log.happen(250);
  await readAll(log, 250);
  expect(log.subjects).toEqual(happened);
  const later = await log.happen(1);
  await readAll(log, 251);
  expect(log.subjects.slice(-1)).toEqual(later);
});

test("whoever fails on the way reads the same again", async () => {
  await using log = await openLog();
  const happened = await log.happen(3);
  const crash = () => {
    throw new Error("the power went");
  };
  await vi.waitFor(() => expect(log.read(crash)).rejects.toThrow("the power went"));
  expect(log.subjects).toEqual([]);
  await readAll(log, 3);
  expect(log.subjects).toEqual(happened);
});

test("two at once do not read the same", async () => {
  await using log = await openLog();
  const happened = await log.happen(40);
  await vi.waitFor(async () => {
    await Promise.all([log.read(), log.read(), log.read(), log.read()]);
    expect(log.subjects).not.toEqual([]);
  });
  await readAll(log, 40);
  expect(log.subjects).toEqual(happened);
});

test("a slow writer is waited for, and what came after it is not read before it", async () => {
  await using log = await openLog();
  const { promise: finish, resolve } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const slow = log.sql.begin(async (tx) => {
    await tx`select pg_current_xact_id()`;
    begin();
    await finish;
  });
  await begun;
  await log.happen(1);
  expect(await log.read()).toBe(false);
  expect(log.subjects).toEqual([]);
  resolve();
  await slow;
  await readAll(log, 1);
});
