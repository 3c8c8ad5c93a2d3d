import type { ListClients } from "@salon/contracts";
import { constraintOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import { allocations, bookingItems, bookings, clients, staff } from "@salon/db/schema";
import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, like, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Changes } from "../changes.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";

export type ClientRow = typeof clients.$inferSelect;
export type NewClient = Pick<
  typeof clients.$inferInsert,
  "name" | "email" | "phone" | "locale" | "timeZone" | "notes"
>;

export type ClientsWanted = Pick<ListClients, "query" | "blocked" | "updatedSince" | "limit"> & {
  /** The account to whose calendar they must belong, or null. */
  readonly ownerId: string | null;
  readonly after: readonly string[] | undefined;
};

/** In the order in which they were recorded, or last changed where `updatedSince` is given; one more than asked for. */
export async function findClients(db: Db, businessId: number, wanted: ClientsWanted): Promise<ClientRow[]> {
  const { query, blocked, updatedSince, limit, ownerId, after } = wanted;
  const column = updatedSince ? clients.updatedAt : clients.createdAt;
  const [instant = "", id = ""] = after ?? [];
  return db
    .select()
    .from(clients)
    .where(
      and(
        isKnown(businessId),
        query === undefined ? undefined : matches(query),
        blocked === undefined
          ? undefined
          : blocked
            ? isNotNull(clients.blockedAt)
            : isNull(clients.blockedAt),
        updatedSince && gte(clients.updatedAt, updatedSince),
        ownerId === null ? undefined : isServedBy(ownerId),
        after && sql`(${column}, ${clients.id}) > (${instant}::timestamptz, ${id}::uuid)`,
      ),
    )
    .orderBy(asc(column), asc(clients.id))
    .limit(limit + 1);
}

export async function findClient(
  db: Db,
  businessId: number,
  clientId: string,
  ownerId: string | null,
): Promise<ClientRow | undefined> {
  const [found] = await db
    .select()
    .from(clients)
    .where(
      and(isKnown(businessId), eq(clients.id, clientId), ownerId === null ? undefined : isServedBy(ownerId)),
    );
  return found;
}

export async function findClientsById(
  db: Db,
  businessId: number,
  ids: readonly string[],
): Promise<ClientRow[]> {
  return db
    .select()
    .from(clients)
    .where(and(isKnown(businessId), inArray(clients.id, [...ids])));
}

/** Holds the rows of clients, in one order. */
export async function lockClients(tx: Tx, businessId: number, ids: readonly string[]): Promise<ClientRow[]> {
  return tx
    .select()
    .from(clients)
    .where(and(isKnown(businessId), inArray(clients.id, [...ids])))
    .orderBy(asc(clients.id))
    .for("no key update");
}

export async function insertClient(
  tx: Tx,
  { businessId, calendarId }: { readonly businessId: number; readonly calendarId: number },
  values: NewClient,
): Promise<ClientRow> {
  const [inserted] = await tx
    .insert(clients)
    .values({ ...values, businessId, calendarId, id: newId() })
    .returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

export async function saveClient(
  tx: Tx,
  { businessId, id, version }: ClientRow,
  changes: Changes<ClientRow>,
): Promise<ClientRow> {
  const [saved] = await tx
    .update(clients)
    .set({ ...changes, version: version + 1, updatedAt: sql`statement_timestamp()` })
    .where(and(eq(clients.businessId, businessId), eq(clients.id, id)))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

/** Ends a record for the one that takes its place, and for those that had it take theirs. */
export async function archiveInto(tx: Tx, { businessId, id }: ClientRow, keptId: string): Promise<void> {
  await tx
    .update(clients)
    .set({
      mergedInto: keptId,
      archivedAt: sql`coalesce(${clients.archivedAt}, now())`,
      version: sql`${clients.version} + 1`,
      updatedAt: sql`statement_timestamp()`,
    })
    .where(and(eq(clients.businessId, businessId), or(eq(clients.id, id), eq(clients.mergedInto, id))));
}

/** Holds the bookings of a client; booking rows come before calendars in every writer's order. */
export async function lockBookingsOf(tx: Tx, { businessId, id }: ClientRow): Promise<void> {
  await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.businessId, businessId), eq(bookings.clientId, id)))
    .orderBy(asc(bookings.id))
    .for("no key update");
}

export async function findHoldsOf(
  tx: Tx,
  businessId: number,
  clientIds: readonly string[],
): Promise<string[]> {
  const holds = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.businessId, businessId),
        inArray(bookings.clientId, [...clientIds]),
        eq(bookings.status, "held"),
      ),
    );
  return holds.map(({ id }) => id);
}

/** Whether a visit of theirs, in any salon of the business, is yet to end; a hold that is over is none. */
export async function hasOpenBookings(tx: Tx, { businessId, id }: ClientRow, now: Date): Promise<boolean> {
  const [open] = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.businessId, businessId),
        eq(bookings.clientId, id),
        or(
          inArray(bookings.status, ["pending", "confirmed", "checked_in", "in_service"]),
          and(eq(bookings.status, "held"), gt(bookings.holdExpiresAt, now)),
        ),
      ),
    )
    .limit(1);
  return open !== undefined;
}

/** Gives the bookings of one record, and the time that they take, to another. Throws `client_busy` where they overlap. */
export async function moveBookings(tx: Tx, from: ClientRow, to: ClientRow): Promise<string[]> {
  const { businessId } = from;
  await tx
    .update(allocations)
    .set({ calendarId: to.calendarId })
    .where(and(eq(allocations.businessId, businessId), eq(allocations.calendarId, from.calendarId)))
    .catch(refuseOverlap);
  const moved = await tx
    .update(bookings)
    .set({ clientId: to.id, version: sql`${bookings.version} + 1`, updatedAt: sql`statement_timestamp()` })
    .where(and(eq(bookings.businessId, businessId), eq(bookings.clientId, from.id)))
    .returning({ id: bookings.id });
  return moved.map(({ id }) => id);
}

function refuseOverlap(error: unknown): never {
  if (constraintOf(error) !== "allocations_no_overlap") throw error;
  throw new DomainError("client_busy", "Visits of the two overlap: nobody is in two places at a time.");
}

function isKnown(businessId: number) {
  return and(eq(clients.businessId, businessId), isNull(clients.archivedAt));
}

function matches(query: string): SQL | undefined {
  const part = `%${query.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const digits = query.replaceAll(/[\s().-]/g, "");
  const isPhone = /^\+?\d+$/.test(digits);
  return or(
    sql`lower(${clients.name}) like ${part}`,
    like(clients.email, part),
    isPhone ? like(clients.phone, `%${digits}%`) : undefined,
  );
}

/** Whether a visit of theirs was ever in the calendar of the staff member behind an account. */
function isServedBy(userId: string): SQL {
  return sql`exists (
    select from ${bookings} b
      join ${bookingItems} i on i.business_id = b.business_id and i.booking_id = b.id
      join ${staff} s on s.business_id = i.business_id and s.id = i.staff_id
    where b.business_id = ${clients.businessId} and b.client_id = ${clients.id}
      and s.user_id = ${userId} and s.archived_at is null)`;
}
