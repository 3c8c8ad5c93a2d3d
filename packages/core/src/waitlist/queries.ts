import type { Db, Tx } from "@salon/db";
import { clients, salons, waitlistEntries } from "@salon/db/schema";
import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import type { WaitlistEntry } from "@salon/contracts";
import type { SQL } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { SalonRow } from "../salon/index.ts";

type Entry = typeof waitlistEntries.$inferSelect;
type Salon = Pick<SalonRow, "businessId" | "id">;
type Status = WaitlistEntry["status"];

/** An entry with whom it is for: where records were merged, the one that is left. */
export type EntryRow = {
  readonly entry: Entry;
  readonly client: {
    readonly id: string;
    readonly name: string;
    readonly userId: string | null;
    readonly calendarId: number;
    readonly email: string | null;
    readonly phone: string | null;
    readonly archivedAt: Date | null;
  };
};

const { businessId, createdAt, id, lookAt, salonId, status } = waitlistEntries;
const { name, userId, calendarId, email, phone, archivedAt } = clients;

function selectEntries(db: Db) {
  return db
    .select({
      entry: waitlistEntries,
      client: { id: clients.id, name, userId, calendarId, email, phone, archivedAt },
    })
    .from(waitlistEntries)
    .innerJoin(
      clients,
      and(
        eq(clients.businessId, businessId),
        sql`${clients.id} = (
          select coalesce(c.merged_into, c.id) from clients c
          where c.business_id = ${businessId} and c.id = ${waitlistEntries.clientId})`,
      ),
    )
    .$dynamic();
}

export async function findEntry(db: Db, ofSalon: string, entryId: string): Promise<EntryRow | undefined> {
  const [found] = await selectEntries(db).where(and(eq(salonId, ofSalon), eq(id, entryId)));
  return found;
}

export async function findEntriesById(db: Db, salon: Salon, ids: readonly string[]): Promise<EntryRow[]> {
  return selectEntries(db).where(and(isOf(salon), inArray(id, [...ids])));
}

export async function lockEntry(tx: Tx, ofSalon: string, entryId: string): Promise<void> {
  await tx
    .select({ id })
    .from(waitlistEntries)
    .where(and(eq(salonId, ofSalon), eq(id, entryId)))
    .for("no key update");
}

/** In the order in which they came, one more than asked for. */
export async function findEntries(
  db: Db,
  salon: Salon,
  wanted: readonly Status[] | undefined,
  { limit, after }: { readonly limit: number; readonly after: readonly string[] | undefined },
): Promise<EntryRow[]> {
  const [cameAt = "", lastId = ""] = after ?? [];
  return selectEntries(db)
    .where(
      and(
        isOf(salon),
        wanted && inArray(status, [...wanted]),
        after && sql`(${createdAt}, ${id}) > (${cameAt}::timestamptz, ${lastId}::uuid)`,
      ),
    )
    .orderBy(asc(createdAt), asc(id))
    .limit(limit + 1);
}

export async function countWaiting(tx: Tx, salon: Salon): Promise<number> {
  const [row] = await tx
    .select({ waiting: count() })
    .from(waitlistEntries)
    .where(and(isOf(salon), eq(status, "waiting")));
  return row?.waiting ?? 0;
}

export async function insertEntry(tx: Tx, values: typeof waitlistEntries.$inferInsert): Promise<void> {
  await tx.insert(waitlistEntries).values(values);
}

/** Saves a change as the next version. */
export async function saveEntry(
  tx: Tx,
  entry: Entry,
  changes: PgUpdateSetSource<typeof waitlistEntries>,
): Promise<Entry> {
  const [saved] = await tx
    .update(waitlistEntries)
    .set({ ...changes, version: entry.version + 1, updatedAt: sql`statement_timestamp()` })
    .where(and(eq(businessId, entry.businessId), eq(id, entry.id)))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

/** A span that has become free; null: in which salon of the business, or when, nobody knows. */
export type Freed = {
  readonly businessId: number;
  readonly salonId: string | null;
  readonly from: string | null;
  readonly to: string | null;
};

/** Has those looked at who wait for time that some of this lies in. */
export async function lookAgain(tx: Tx, freed: readonly Freed[]): Promise<void> {
  if (freed.length === 0) return;
  await tx
    .update(waitlistEntries)
    .set({ lookAt: sql`now()` })
    .where(
      and(
        eq(status, "waiting"),
        sql`exists (
          select from json_to_recordset(${JSON.stringify(freed)}::text::json) as f ("businessId" int, "salonId" uuid, "from" timestamptz, "to" timestamptz)
          where f."businessId" = ${businessId} and coalesce(f."salonId", ${salonId}) = ${salonId} and ${waitlistEntries.opensAt} < coalesce(f."to", 'infinity')
            and ${waitlistEntries.endsAt} > coalesce(f."from", '-infinity'))`,
      ),
    );
}

/** Those whose offer these bookings are, held in one order. */
export async function lockOffered(tx: Tx, bookingIds: readonly string[]): Promise<Entry[]> {
  return tx
    .select()
    .from(waitlistEntries)
    .where(and(eq(status, "offered"), inArray(waitlistEntries.offeredBookingId, [...bookingIds])))
    .orderBy(asc(id))
    .for("no key update");
}

/** Those for whom no time is left to come, by their salon's clock. */
export async function lockOver(tx: Tx, limit: number): Promise<Entry[]> {
  const rows = await tx
    .select({ entry: waitlistEntries })
    .from(waitlistEntries)
    .innerJoin(salons, and(eq(salons.businessId, businessId), eq(salons.id, salonId)))
    .where(
      and(
        eq(status, "waiting"),
        sql`${waitlistEntries.endsAt} <= coalesce(${salons.testNow}, statement_timestamp())`,
      ),
    )
    .limit(limit)
    .for("no key update", { of: waitlistEntries, skipLocked: true });
  return rows.map(({ entry }) => entry);
}

export async function isAnyDue(db: Db): Promise<boolean> {
  const [due] = await db.select({ id }).from(waitlistEntries).where(isDue()).limit(1);
  return due !== undefined;
}

/** The one that is due and came first in its salon, held; while somebody looks for the first, the second waits. */
export async function lockNextDue(tx: Tx): Promise<Entry | undefined> {
  const [next] = await tx
    .select()
    .from(waitlistEntries)
    .where(
      and(
        isDue(),
        sql`not exists (
          select from waitlist_entries o
          where o.salon_id = ${salonId} and o.status = 'waiting' and o.look_at <= now()
            and (o.created_at, o.id) < (${createdAt}, ${id}))`,
      ),
    )
    .orderBy(asc(lookAt))
    .limit(1)
    .for("no key update", { skipLocked: true });
  return next;
}

/** Nothing is to be looked for until something becomes free, or then. */
export async function rest(
  tx: Tx,
  entry: Pick<Entry, "businessId" | "id">,
  until: Date | SQL | null,
): Promise<void> {
  await tx
    .update(waitlistEntries)
    .set({ lookAt: until })
    .where(and(eq(businessId, entry.businessId), eq(id, entry.id), eq(status, "waiting")));
}

/** After a time that was there and could not be had. */
export const IN_TEN_SECONDS = sql`now() + interval '10 seconds'`;

function isDue() {
  return and(eq(status, "waiting"), sql`${lookAt} <= now()`);
}

function isOf(salon: Salon) {
  return and(eq(businessId, salon.businessId), eq(salonId, salon.id));
}
