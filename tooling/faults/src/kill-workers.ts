import { setTimeout as sleep } from "node:timers/promises";
import { openRuntime, readConfig } from "@salon/runtime";
import postgres from "postgres";
import type { Sql } from "postgres";
import { openBusySalon } from "./busy-salon.ts";
import { startMortalWorker } from "./mortal-worker.ts";
import { openSink } from "./sink.ts";
import type { Taken } from "./sink.ts";

export type Counted = {
  readonly bookings: number;
  readonly kills: number;
  /** One to whoever booked and one to the salon, for each booking. */
  readonly expected: number;
  readonly sent: number;
  readonly doubled: number;
  readonly lost: number;
  /** From the booking's commit to the guest's mail, in seconds. */
  readonly seconds: { readonly p50: number; readonly p99: number; readonly longest: number };
};

type Plan = {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly bookings: number;
  readonly kills: number;
  readonly bookingsASecond: number;
};

/** Longer than any claim of a killed worker lasts. */
const PATIENCE_MS = 120_000;

/** Makes bookings while the worker is killed again and again, and counts the mails that came of them. */
export async function killWorkers({ databaseUrl, dataDir, ...plan }: Plan): Promise<Counted> {
  await using sink = await openSink();
  const env = { NODE_ENV: "test", DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  await using runtime = await openRuntime(readConfig(env), "server");
  const salon = await openBusySalon(runtime, databaseUrl);
  const mail = { SMTP_URL: sink.url, MAIL_FROM: "Salons <no-reply@salons.example>" };
  await using worker = await startMortalWorker({ ...env, ...mail });
  const ending = new AbortController();
  const killing = killOften(worker.kill, plan, ending.signal);
  const bookedAt = new Map<string, number>();
  for (let number = 0; number < plan.bookings; number += 1) {
    bookedAt.set(await salon.book(number), performance.now());
    await sleep(1_000 / plan.bookingsASecond);
  }
  await killing;
  ending.abort();
  await untilQuiet(databaseUrl);
  return count(sink.taken, bookedAt, plan);
}

/** Spread over the time in which bookings are made, each at a moment that chance chooses. */
async function killOften(
  kill: () => Promise<void>,
  { bookings, kills, bookingsASecond }: Pick<Plan, "bookings" | "kills" | "bookingsASecond">,
  signal: AbortSignal,
): Promise<void> {
  const pauseMs = (bookings / bookingsASecond / (kills + 1)) * 1_000;
  for (let killed = 0; killed < kills && !signal.aborted; killed += 1) {
    await sleep(pauseMs * (0.5 + Math.random()));
    await kill();
  }
}

/** Until every event is read and every delivery is done with. */
async function untilQuiet(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && (await isMore(sql))) await sleep(250);
  await sql.end();
}

async function isMore(sql: Sql): Promise<boolean> {
  const [found] = await sql<[{ more: boolean }]>`
    select exists (
      select from events e join log_readers r on r.name = 'notifications'
      where (e.transaction_id, e.id) > (r.transaction_id, r.event_id)
    ) or exists (
      select from notification_deliveries where state in ('waiting', 'sending') and due_at is null
    ) as more`;
  return found.more;
}

function count(
  taken: readonly Taken[],
  bookedAt: ReadonlyMap<string, number>,
  { bookings, kills }: Pick<Plan, "bookings" | "kills">,
): Counted {
  const distinct = new Set(taken.map(({ id }) => id)).size;
  const waits = taken
    .flatMap(({ to, at }) => (bookedAt.has(to) ? [(at - (bookedAt.get(to) ?? 0)) / 1_000] : []))
    .toSorted((a, b) => a - b);
  const at = (share: number) => waits[Math.ceil(waits.length * share) - 1] ?? Infinity;
  return {
    bookings,
    kills,
    expected: bookings * 2,
    sent: taken.length,
    doubled: taken.length - distinct,
    lost: bookings * 2 - distinct,
    seconds: { p50: at(0.5), p99: at(0.99), longest: at(1) },
  };
}
