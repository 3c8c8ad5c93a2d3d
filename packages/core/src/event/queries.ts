import type { Db, Tx } from "@salon/db";
import { events, logReaders } from "@salon/db/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { auditAlong } from "../audit/index.ts";
import type { Actor, Ctx } from "../context.ts";
import { newId } from "../ids.ts";
import type { NewEvent } from "./index.ts";
import type { Place } from "./sequence.ts";

export type EventRow = typeof events.$inferSelect;

/** Writes events, and in the same statement what the audit log keeps of them. */
export async function insertEvents(
  tx: Tx,
  { actor, request }: Pick<Ctx, "actor" | "request">,
  happened: readonly NewEvent[],
  kept: ReturnType<typeof auditAlong>,
): Promise<void> {
  await tx
    .with(kept)
    .insert(events)
    .values(
      happened.map(({ type, salon, subjectId, occurredAt, data, previous = {} }) => ({
        publicId: newId(),
        businessId: salon.businessId,
        salonId: salon.id,
        type,
        subjectId,
        occurredAt,
        actorKind: actor.kind,
        actorId: idOf(actor),
        requestId: request.id,
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
        isSettled,
        after && isBehind(after),
      ),
    )
    .orderBy(asc(transactionId), asc(id))
    .limit(limit + 1);
}

/** Events of every salon after a place, in the order of the log. */
export async function findEventsOfAll(db: Db, after: Place, limit: number): Promise<EventRow[]> {
  const { transactionId, id } = events;
  return db
    .select()
    .from(events)
    .where(and(isSettled, isBehind(after)))
    .orderBy(asc(transactionId), asc(id))
    .limit(limit);
}

export async function findReader(db: Db, name: string): Promise<Place> {
  const [reader] = await db.select().from(logReaders).where(eq(logReaders.name, name));
  if (!reader) throw new Error(`Nobody reads the log as ${name}`);
  return { transactionId: BigInt(reader.transactionId), id: reader.eventId };
}

/** Holds a reader's place; undefined while another process holds it. */
export async function takeReader(tx: Tx, name: string): Promise<Place | undefined> {
  const [reader] = await tx
    .select()
    .from(logReaders)
    .where(eq(logReaders.name, name))
    .for("update", { skipLocked: true });
  return reader && { transactionId: BigInt(reader.transactionId), id: reader.eventId };
}

export async function saveReader(tx: Tx, name: string, place: Place): Promise<void> {
  await tx
    .update(logReaders)
    .set({ transactionId: String(place.transactionId), eventId: place.id, updatedAt: sql`now()` })
    .where(eq(logReaders.name, name));
}

/** Whether there is more after a place, though it may not be readable yet. */
export async function isMoreAfter(
  db: Db,
  { businessId, id: salonId, along = [] }: Log,
  place: Place,
): Promise<boolean> {
  const [more] = await db
    .select({ id: events.id })
    .from(events)
    .where(
      and(eq(events.businessId, businessId), inArray(events.salonId, [salonId, ...along]), isBehind(place)),
    )
    .limit(1);
  return more !== undefined;
}

/** Nothing that still runs can come before these. */
const isSettled = sql`${events.transactionId} < pg_snapshot_xmin(pg_current_snapshot())`;

function isBehind({ transactionId, id }: Place) {
  return sql`(${events.transactionId}, ${events.id}) > (${String(transactionId)}::xid8, ${String(id)}::bigint)`;
}

/** Where the log ends for now: whatever is committed later comes behind it, and something that is there already may too. */
export type EndOfLog = {
  readonly place: Place;
  readonly isOld: (row: Pick<EventRow, "transactionId">) => boolean;
};

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
