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
  /** Neither sent nor given up when the count ended: not lost yet, and yet not there. */
  readonly open: number;
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
const PATIENCE_MS = 180_000;

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
  const open = await untilQuiet(databaseUrl);
  return count(sink.taken, bookedAt, { ...plan, open });
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

/** Until every event is read and every delivery is done with; how many are not, for all the patience. */
async function untilQuiet(databaseUrl: string): Promise<number> {
  const sql = postgres(databaseUrl, { max: 1 });
  const until = Date.now() + PATIENCE_MS;
  let open = await countOpen(sql);
  while (open > 0 && Date.now() < until) {
    await sleep(250);
    open = await countOpen(sql);
  }
  await sql.end();
  return open;
}

async function countOpen(sql: Sql): Promise<number> {
  const [found] = await sql<[{ open: number }]>`
    select (
      select count(*)::int from events e join log_readers r on r.name = 'notifications'
      where (e.transaction_id, e.id) > (r.transaction_id, r.event_id)
    ) + (
      select count(*)::int from notification_deliveries where state in ('waiting', 'sending') and due_at is null
    ) as open`;
  return found.open;
}

function count(
  taken: readonly Taken[],
  bookedAt: ReadonlyMap<string, number>,
  { bookings, kills, open }: Pick<Counted, "bookings" | "kills" | "open">,
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
    lost: bookings * 2 - distinct - open,
    open,
    seconds: { p50: at(0.5), p99: at(0.99), longest: at(1) },
  };
}
