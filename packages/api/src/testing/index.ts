import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AdminLevel } from "@salon/contracts";
import { beginOn, linkSigner, openNews, sealer } from "@salon/core";
import type { Actor, Deps, Job, Mail, Push } from "@salon/core";
import { openDatabase } from "@salon/db";
import type { Database, Db } from "@salon/db";
import { admins, sessions, users } from "@salon/db/schema";
import { createTestDatabase } from "@salon/db/testing";
import { fileJudge, openFileStore, openWebhookSender, writeCalendar } from "@salon/runtime";
import { appRouter } from "../root.ts";
import { createCallerFactory } from "../trpc.ts";

const createCaller = createCallerFactory(appRouter);

export type Caller = ReturnType<typeof createCaller>;
export type Person = {
  readonly userId: string;
  readonly email: string;
  readonly sessionId: string;
  readonly api: Caller;
};

export type TestApi = AsyncDisposable & {
  readonly db: Db;
  /** For what a test plants or looks up behind the API's back. */
  readonly sql: Database["sql"];
  readonly deps: Deps;
  /** What a worker would take, in the order of writing. */
  readonly jobs: readonly Job[];
  /** What was sent, in the order of sending. */
  readonly mails: readonly Mail[];
  /** What was pushed, in the order of pushing. */
  readonly pushes: readonly Push[];
  readonly url: string;
  /** Nobody in particular. */
  readonly anybody: Caller;
  /** The API as this caller sees it, with an idempotency key where one is given. */
  as(actor: Actor, idempotencyKey?: string | null): Caller;
  /** Somebody who is signed in, with a verified address, and perhaps an admin's level. */
  signUp(name: string, account?: { emailVerified?: boolean; admin?: AdminLevel }): Promise<Person>;
  /** The statements that some work sends, but for the beginnings and ends of transactions. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>;
};

/** The whole API on a database of its own, without a server around it. */
export async function openTestApi(
  settings: Partial<Deps["settings"]> = {},
  paymentProviders: Deps["paymentProviders"] = new Map(),
): Promise<TestApi> {
  const database = await createTestDatabase();
  let sent: string[] = [];
  const opened = openDatabase(database.url, {
    poolSize: 10,
    applicationName: "salon test",
    onStatement: (text) => void sent.push(text),
  });
  const { db, sql } = opened;
  const begin = beginOn(db);
  const jobs: Job[] = [];
  const mails: Mail[] = [];
  const pushes: Push[] = [];
  // Tests listen on this machine, and do not wait for as long as the world may.
  const webhooks = openWebhookSender({ privateAddresses: true, timeoutMs: 2_000 });
  const dataDir = await mkdtemp(join(tmpdir(), "salon-files-"));
  const deps: Deps = {
    db,
    begin,
    enqueue: async (_, job) => void jobs.push(job),
    ...openNews(),
    mailer: {
      async send(mail, handOver) {
        await handOver?.(() => undefined);
        mails.push(mail);
      },
    },
    messengers: {
      sms: { send: async () => undefined },
      push: { send: async (push) => void pushes.push(push) },
    },
    links: linkSigner(randomUUID()),
    files: await openFileStore({ dataDir, bucket: null }),
    judge: fileJudge,
    calendars: writeCalendar,
    sealer: sealer(randomUUID()),
    webhooks,
    paymentProviders,
    settings: {
      salonApproval: false,
      sandboxesTellAnybody: true,
      publicUrl: "http://localhost:3000",
      ...settings,
    },
  };
  const as = (actor: Actor, idempotencyKey: string | null = randomUUID()) =>
    createCaller({ deps, actor, requestId: randomUUID(), idempotencyKey, outcome: { replayed: false } });

  return {
    db,
    sql,
    deps,
    jobs,
    mails,
    pushes,
    url: database.url,
    anybody: freshKeys(() => as({ kind: "anonymous" })),
    as,
    async signUp(name, { emailVerified = true, admin } = {}) {
      const userId = randomUUID();
      const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}.${userId.slice(0, 8)}@example.com`;
      await begin(async (tx) => tx.insert(users).values({ id: userId, name, email, emailVerified }));
      const sessionId = await openSession(begin, userId);
      if (admin) await begin(async (tx) => tx.insert(admins).values({ userId, level: admin }));
      const actor: Actor = { kind: "user", userId, emailVerified, sessionId, ...(admin && { admin }) };
      return { userId, email, sessionId, api: freshKeys(() => as(actor)) };
    },
    async statementsOf(work) {
      sent = [];
      await work();
      return [...sent];
    },
    async [Symbol.asyncDispose]() {
      await webhooks[Symbol.asyncDispose]();
      await opened.close();
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function openSession(begin: Deps["begin"], userId: string): Promise<string> {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + 86_400_000);
  await begin(async (tx) => tx.insert(sessions).values({ id, userId, token: randomUUID(), expiresAt }));
  return id;
}

/** A caller that sends every call under an idempotency key of its own, as the typed client does. */
function freshKeys(caller: () => Caller): Caller {
  return new Proxy(caller(), { get: (_, feature) => Reflect.get(caller(), feature) as unknown });
}
