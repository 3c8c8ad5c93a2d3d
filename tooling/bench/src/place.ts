import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@salon/db/embedded";
import type { EmbeddedDatabase } from "@salon/db/embedded";
import { migrate } from "@salon/db/migrate";
import postgres from "postgres";
import type { Sql } from "postgres";
import { fill } from "./fill.ts";
import type { FilledSalon } from "./fill.ts";

/** A database server of the run's own: durable, as in production, and gone with it. */
export type Place = AsyncDisposable & {
  /** One that holds so many appointments, made when it is first asked for. */
  readonly salonWith: (appointments: number) => Promise<BusySalon>;
};

/** A database in which a salon has appointments, and an administrator's way to look at it. */
export type BusySalon = FilledSalon & {
  readonly url: string;
  readonly admin: Sql;
  readonly appointments: number;
};

/** Starts nothing before the first salon is asked for. */
export function openPlace(): Place {
  const opened = new AsyncDisposableStack();
  const salons = new Map<number, Promise<BusySalon>>();
  let server: Promise<EmbeddedDatabase> | undefined;
  return {
    async salonWith(appointments) {
      const { url, adminUrl } = await (server ??= startServer(opened));
      const salon = salons.get(appointments) ?? openSalon(opened, { url, adminUrl }, appointments);
      salons.set(appointments, salon);
      return salon;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function startServer(opened: AsyncDisposableStack): Promise<EmbeddedDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "salon-bench-"));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  return opened.use(await startEmbedded({ dataDir }));
}

async function openSalon(
  opened: AsyncDisposableStack,
  server: Pick<EmbeddedDatabase, "url" | "adminUrl">,
  appointments: number,
): Promise<BusySalon> {
  const name = `bench_${appointments}`;
  const maintenance = administer(server.adminUrl);
  await maintenance.unsafe(`create database ${name} owner salon`);
  await maintenance.end();
  const url = withDatabase(server.url, name);
  await migrate(url);
  const admin = administer(withDatabase(server.adminUrl, name));
  opened.defer(() => admin.end());
  return { url, admin, appointments, ...(await fill(admin, appointments)) };
}

function administer(url: string): Sql {
  return postgres(url, { max: 1, onnotice: () => undefined });
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = name;
  return other.href;
}
