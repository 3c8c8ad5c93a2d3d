import { existsSync, readFileSync } from "node:fs";
import type { Sql } from "postgres";

const NANOSECONDS = 1e9;

/** CPU seconds that the backends of a database have used so far; NaN where the system does not tell (Linux does). */
export async function databaseCpuSeconds(admin: Sql): Promise<number> {
  const backends = await admin<{ pid: number }[]>`
    select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  return backends.reduce((total, { pid }) => total + cpuSecondsOf(pid), 0);
}

function cpuSecondsOf(pid: number): number {
  const file = `/proc/${pid}/schedstat`;
  if (!existsSync(file)) return NaN;
  const [onCpu] = readFileSync(file, "utf8").split(" ");
  return Number(onCpu) / NANOSECONDS;
}
