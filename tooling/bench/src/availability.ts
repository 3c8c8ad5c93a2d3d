import { findAvailability } from "@salon/core";
import type { FindAvailability } from "@salon/contracts";
import postgres from "postgres";
import type { Sql } from "postgres";
import type { Statement } from "./bare-server.ts";
import { databaseCpuSeconds } from "./database-cpu.ts";
import { Clients, expectOnly, times } from "./load.ts";
import type { BusySalon } from "./place.ts";
import { statementsOf } from "./recorded.ts";
import { inRounds, of, quantile, ratio } from "./rounds.ts";
import type { Measured } from "./rounds.ts";
import { startProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { print, shown } from "./table.ts";

const QUESTIONS = 200;
const ROUNDS = 9;
const DAY_MS = 86_400_000;

/** Free starts over HTTP, one caller at a time, beside the same statements sent from here and nothing done with their rows. */
export async function benchAvailability(salon: BusySalon): Promise<void> {
  const day = dayOf(salon);
  const month = monthOf(salon);
  const asked = {
    day: await statementsOf(salon.url, (ctx) => findAvailability(ctx, day)),
    month: await statementsOf(salon.url, (ctx) => findAvailability(ctx, month)),
  };
  await using whole = await startProcess("whole-server.ts", salon.url);
  await using clients = new Clients(whole.url, 1);
  const sql = postgres(salon.url, { max: 1 });
  const rounds = await inRounds(
    {
      daySql: () => measureSql(salon.admin, sql, asked.day),
      day: () => measureHttp(salon.admin, whole, clients, day),
      monthSql: () => measureSql(salon.admin, sql, asked.month),
      month: () => measureHttp(salon.admin, whole, clients, month),
    },
    ROUNDS,
  );
  await sql.end();
  const row = (
    name: string,
    key: keyof typeof rounds,
    statements: readonly Statement[],
    baseline: keyof typeof rounds,
  ) => [
    name,
    String(statements.length),
    shown(of(rounds[key], "millis"), 2),
    shown(of(rounds[key], "p95"), 2),
    shown(of(rounds[key], "processMillis"), 2),
    shown(of(rounds[key], "databaseMillis"), 2),
    shown(of(rounds[key], "cpuMillis"), 2),
    shown(ratio(rounds[key], rounds[baseline], "millis"), 2),
  ];
  print(
    `Availability with ${salon.appointments.toLocaleString("en")} appointments in the table: ${ROUNDS} rounds of ${QUESTIONS} questions, one after another`,
    [
      "",
      "statements",
      "ms",
      "p95 ms",
      "server CPU ms",
      "database CPU ms",
      "CPU together ms",
      "× its SQL alone",
    ],
    [
      row("a day, anybody of 10: its SQL alone", "daySql", asked.day, "daySql"),
      row("a day, anybody of 10: over HTTP", "day", asked.day, "daySql"),
      row("a month, one person: its SQL alone", "monthSql", asked.month, "monthSql"),
      row("a month, one person: over HTTP", "month", asked.month, "monthSql"),
    ],
  );
}

/** A week from now, whoever is free. */
export function dayOf({ salonId, cutId }: BusySalon): FindAvailability {
  return { salonId, variantId: cutId, from: dateIn(7), to: dateIn(7) };
}

export function monthOf({ salonId, cutId, cutters }: BusySalon): FindAvailability {
  return { salonId, variantId: cutId, staffId: cutters[0]?.id, from: dateIn(1), to: dateIn(31) };
}

function dateIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

export async function measureHttp(
  admin: Sql,
  server: ServerProcess,
  clients: Clients,
  { salonId, ...query }: FindAvailability,
): Promise<Measured> {
  const path = `/api/v1/salons/${salonId}/availability?${new URLSearchParams(query as Record<string, string>).toString()}`;
  return measure(admin, server.cpuSeconds, async () => {
    const load = await clients.send(
      times(QUESTIONS, () => ({ method: "GET", path })),
      1,
    );
    return expectOnly(load, 200).millis;
  });
}

function measureSql(admin: Sql, sql: Sql, statements: readonly Statement[]): Promise<Measured> {
  const ownCpuSeconds = async () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  return measure(admin, ownCpuSeconds, async () => {
    const millis: number[] = [];
    for (let question = 0; question < QUESTIONS; question++) {
      const begin = performance.now();
      for (const { text, parameters } of statements)
        await sql.unsafe(text, parameters as never[], { prepare: true });
      millis.push(performance.now() - begin);
    }
    return millis;
  });
}

async function measure(
  admin: Sql,
  processCpuSeconds: () => Promise<number>,
  ask: () => Promise<readonly number[]>,
): Promise<Measured> {
  const databaseBefore = await databaseCpuSeconds(admin);
  const before = await processCpuSeconds();
  const millis = (await ask()).toSorted((a, b) => a - b);
  const processMillis = (((await processCpuSeconds()) - before) / QUESTIONS) * 1000;
  const databaseMillis = (((await databaseCpuSeconds(admin)) - databaseBefore) / QUESTIONS) * 1000;
  return {
    millis: quantile(millis, 0.5),
    p95: quantile(millis, 0.95),
    processMillis,
    databaseMillis,
    cpuMillis: processMillis + databaseMillis,
  };
}
