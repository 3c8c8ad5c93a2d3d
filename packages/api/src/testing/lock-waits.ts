import { setTimeout as sleep } from "node:timers/promises";
import type { TestApi } from "./index.ts";

/** Until so many connections wait for a lock. */
export async function waiting({ sql }: Pick<TestApi, "sql">, count: number): Promise<void> {
  for (;;) {
    const [row] = await sql<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if ((row?.waiting ?? 0) >= count) return;
    await sleep(10);
  }
}
