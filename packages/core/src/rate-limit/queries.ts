import type { Db, Tx } from "@salon/db";
import { rateCounters } from "@salon/db/schema";
import { lt, sql } from "drizzle-orm";
import type { Budget } from "./counters.ts";

const IS_OVER = sql`${rateCounters.resetsAt} <= statement_timestamp()`;

/**
 * So many more, up to one beyond the budget. A statement of its own, outside the request's transaction: what is refused or
 * rolled back was spent all the same, and nobody waits for another's commit.
 */
export async function addSome(
  db: Db,
  key: Buffer,
  { max, seconds }: Budget,
  wanted: number,
): Promise<{ count: number; seconds: number }> {
  const [counter] = await db.execute<{ count: number; seconds: number }>(sql`
    insert into ${rateCounters} (key, count, resets_at)
    values (${key}, least(${wanted}::int, ${max}::int + 1), statement_timestamp() + make_interval(secs => ${seconds}))
    on conflict (key) do update set
      count = case when ${IS_OVER} then excluded.count else least(${rateCounters.count} + ${wanted}, ${max} + 1) end,
      resets_at = case when ${IS_OVER} then excluded.resets_at else ${rateCounters.resetsAt} end
    returning count, extract(epoch from resets_at - statement_timestamp())::float8 as seconds`);
  if (!counter) throw new Error("INSERT … RETURNING gave no row");
  return counter;
}

/** What was refused beyond the budget was never spent. */
export async function subtractSome(db: Db, key: Buffer, { max }: Budget, unwanted: number): Promise<void> {
  await db.execute(sql`
    update ${rateCounters} set count = greatest(least(count, ${max}) - ${unwanted}::int, 0) where key = ${key}`);
}

export async function deleteCounter(db: Db, key: Buffer): Promise<void> {
  await db.execute(sql`delete from ${rateCounters} where key = ${key}`);
}

export async function deleteOver(tx: Tx): Promise<void> {
  await tx.delete(rateCounters).where(lt(rateCounters.resetsAt, sql`now()`));
}
