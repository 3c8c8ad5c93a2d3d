import type { Deps, Job, JobData, JobName } from "@salon/core";
import type { Tx } from "@salon/db";
import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Config } from "./config.ts";
import type { Logger } from "./logger.ts";

export type JobHandlers = {
  readonly [Name in JobName]: (data: JobData[Name]) => Promise<void>;
};
export type Schedule = { readonly cron: string; readonly job: Job };

export type Queue = AsyncDisposable & {
  readonly enqueue: Deps["enqueue"];
  /** Jobs that wait, by name. */
  readonly depths: () => Promise<Readonly<Record<string, number>>>;
  /** Takes jobs until disposed of; `wake` looks for new ones at once. */
  readonly consume: (
    handlers: JobHandlers,
    schedules: readonly Schedule[],
  ) => Promise<{ readonly wake: () => void }>;
};

/** A killed worker's job is another's within a minute. */
const QUEUE = {
  expireInSeconds: 120,
  heartbeatSeconds: 20,
  retryLimit: 8,
  retryBackoff: true,
  retryDelayMax: 600,
};
const POLL_SECONDS = 2;

/** Queues are made by whoever comes first; only the worker looks after them. */
export async function openQueue(
  config: Config,
  log: Logger,
  names: readonly JobName[],
  role: "producer" | "consumer",
): Promise<Queue> {
  const consumer = role === "consumer";
  const boss = new PgBoss({
    connectionString: config.databaseUrl,
    application_name: `salon queue ${role}`,
    max: consumer ? 4 : 1,
    supervise: consumer,
    schedule: consumer,
    registerInstance: false,
  });
  boss.on("error", (err) => log.error({ err }, "The queue had an error"));
  await boss.start();
  for (const name of names) await boss.createQueue(name, QUEUE);

  return {
    async enqueue(tx: Tx, { name, data }) {
      await boss.send(name, data, { db: fromDrizzle(tx, sql) });
    },
    async depths() {
      const queues = await boss.getQueues([...names]);
      return Object.fromEntries(queues.map((queue) => [queue.name, queue.queuedCount]));
    },
    async consume(handlers, schedules) {
      const workers: string[] = [];
      for (const name of names) workers.push(await work(boss, name, handlers, log));
      for (const { cron, job } of schedules)
        await boss.schedule(job.name, cron, job.data, { singletonSeconds: 30 });
      return { wake: () => workers.forEach((id) => boss.notifyWorker(id)) };
    },
    async [Symbol.asyncDispose]() {
      await boss.stop({ graceful: true, timeout: 8_000 });
    },
  };
}

async function work<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handlers: JobHandlers,
  log: Logger,
): Promise<string> {
  return boss.work<JobData[Name]>(
    name,
    { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 },
    async (jobs) => {
      for (const job of jobs) {
        const began = performance.now();
        const failure = await failureOf(handlers[name](job.data));
        const facts = { job: name, id: job.id, ms: Math.round(performance.now() - began) };
        if (!failure) log.debug(facts, "Job done");
        else {
          log.error({ ...facts, err: failure.reason }, "Job failed");
          // The queue keeps what it is told, and an error may hold personal values.
          throw new Error(`${name} failed`);
        }
      }
    },
  );
}

async function failureOf(done: Promise<void>): Promise<PromiseRejectedResult | undefined> {
  const [outcome] = await Promise.allSettled([done]);
  return outcome.status === "rejected" ? outcome : undefined;
}
