import type { Db, Tx } from "@salon/db";
import { events } from "@salon/db/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Actor } from "../context.ts";
import { newId } from "../ids.ts";
import type { NewEvent } from "./index.ts";
import type { Place } from "./sequence.ts";

export type EventRow = typeof events.$inferSelect;

export async function insertEvents(
  tx: Tx,
  actor: Actor,
  requestId: string,
  happened: readonly NewEvent[],
): Promise<void> {
  await tx.insert(events).values(
    happened.map(({ type, salon, subjectId, occurredAt, data, previous = {} }) => ({
      publicId: newId(),
      businessId: salon.businessId,
      salonId: salon.id,
      type,
      subjectId,
      occurredAt,
      actorKind: actor.kind,
      actorId: idOf(actor),
      requestId,
      data,
      previous,
    })),
  );
}

function idOf(actor: Actor): string | null {
  if (actor.kind === "user") return actor.userId;
  return actor.kind === "apiKey" ? actor.keyId : null;
}

/** A salon's log, and those of salons of its business that are read along with it. */
export type Log = { readonly businessId: number; readonly id: string; readonly along?: readonly string[] };

/**
 * A salon's events after a place, one more than asked for. A transaction that still runs may yet write before what
 * later ones have committed: reading stops at the oldest of them, and skips nothing.
 */
export async function findEvents(
  db: Db,
  { businessId, id: salonId, along = [] }: Log,
  after: Place | undefined,
  limit: number,
): Promise<EventRow[]> {
  const { transactionId, id } = events;
  return db
    .select()
    .from(events)
    .where(
      and(
        eq(events.businessId, businessId),
        inArray(events.salonId, [salonId, ...along]),
        sql`${transactionId} < pg_snapshot_xmin(pg_current_snapshot())`,
        after &&
          sql`(${transactionId}, ${id}) > (${String(after.transactionId)}::xid8, ${String(after.id)}::bigint)`,
      ),
    )
    .orderBy(asc(transactionId), asc(id))
    .limit(limit + 1);
}

/** Whether there is more after a place, though it may not be readable yet. */
export async function isMoreAfter(
  db: Db,
  { businessId, id: salonId, along = [] }: Log,
  { transactionId, id }: Place,
): Promise<boolean> {
  const [more] = await db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.businessId, businessId),
        inArray(events.salonId, [salonId, ...along]),
        sql`(${events.transactionId}, ${events.id}) > (${String(transactionId)}::xid8, ${String(id)}::bigint)`,
      ),
    )
    .limit(1);
  return more !== undefined;
}

/** Where the log ends for now: whatever is committed later comes behind it, and something that is there already may too. */
export type EndOfLog = { readonly place: Place; readonly isOld: (row: EventRow) => boolean };

export async function findEndOfLog(db: Db): Promise<EndOfLog> {
  const [row] = await db.execute<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`);
  // Written as xmin:xmax:running,running,…
  const [xmin = "", xmax = "", running = ""] = row?.snapshot.split(":") ?? [];
  const isRunning = new Set(running.split(","));
  return {
    place: { transactionId: BigInt(xmin), id: 0n },
    isOld: ({ transactionId }) => BigInt(transactionId) < BigInt(xmax) && !isRunning.has(transactionId),
  };
}
