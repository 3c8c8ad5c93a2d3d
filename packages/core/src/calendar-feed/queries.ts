import type { Db, Tx } from "@salon/db";
import {
  bookingItems,
  bookingPolicies,
  bookings,
  calendarFeeds,
  clients,
  salonMembers,
  salons,
  staff,
  users,
} from "@salon/db/schema";
import { and, asc, desc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { BookingRecord } from "../booking/index.ts";
import { salonColumns } from "../salon/index.ts";
import type { SalonRow } from "../salon/index.ts";

type Salon = Pick<SalonRow, "businessId" | "id">;
export type FeedRow = Omit<typeof calendarFeeds.$inferSelect, "tokenHash"> & { readonly userId: string };

const { businessId, id, salonId, staffId, memberId, createdAt } = calendarFeeds;
const feedColumns = { businessId, id, salonId, staffId, memberId, createdAt, userId: salonMembers.userId };
const itsMember = and(eq(salonMembers.businessId, businessId), eq(salonMembers.id, memberId));

/** In the order in which they were made, one more than asked for; of one account where it is given. */
export async function findFeeds(
  db: Db,
  salon: Salon,
  ownerId: string | null,
  { limit, after }: { readonly limit: number; readonly after: readonly string[] | undefined },
): Promise<FeedRow[]> {
  const [madeAt = "", lastId = ""] = after ?? [];
  return selectFeeds(db)
    .where(
      and(
        isOf(salon),
        ownerId === null ? undefined : eq(salonMembers.userId, ownerId),
        after && sql`(${createdAt}, ${id}) > (${madeAt}::timestamptz, ${lastId}::uuid)`,
      ),
    )
    .orderBy(asc(createdAt), asc(id))
    .limit(limit + 1);
}

export async function findFeed(db: Db, salon: Salon, feedId: string): Promise<FeedRow | undefined> {
  const [found] = await findFeedsById(db, salon, [feedId]);
  return found;
}

export async function findFeedsById(db: Db, salon: Salon, ids: readonly string[]): Promise<FeedRow[]> {
  return selectFeeds(db).where(and(isOf(salon), inArray(id, [...ids])));
}

/** Somebody's membership, held so that it does not end meanwhile. */
export async function findMembership(tx: Tx, salon: Salon, userId: string): Promise<string | undefined> {
  const [found] = await tx
    .select({ id: salonMembers.id })
    .from(salonMembers)
    .where(
      and(
        eq(salonMembers.businessId, salon.businessId),
        eq(salonMembers.userId, userId),
        or(eq(salonMembers.salonId, salon.id), isNull(salonMembers.salonId)),
      ),
    )
    .orderBy(desc(salonMembers.role))
    .limit(1)
    .for("key share");
  return found?.id;
}

export async function countFeeds(tx: Tx, salon: Salon, ofMember: string): Promise<number> {
  return tx.$count(calendarFeeds, and(isOf(salon), eq(memberId, ofMember)));
}

export async function insertFeed(tx: Tx, values: typeof calendarFeeds.$inferInsert): Promise<void> {
  await tx.insert(calendarFeeds).values(values);
}

/** False where somebody else was faster. */
export async function deleteFeed(tx: Tx, feed: Pick<FeedRow, "businessId" | "id">): Promise<boolean> {
  const deleted = await tx
    .delete(calendarFeeds)
    .where(and(eq(businessId, feed.businessId), eq(id, feed.id)))
    .returning({ id });
  return deleted.length > 0;
}

/** The feed that a token opens, with its salon, and what became of whoever made it. */
export async function findOpenedFeed(db: Db, tokenHash: Buffer) {
  const [found] = await db
    .select({
      feed: feedColumns,
      salon: salonColumns,
      role: salonMembers.role,
      staff: { name: staff.name, userId: staff.userId },
      horizonDays: sql<number>`(
        select ${bookingPolicies.horizonDays} from ${bookingPolicies}
        where ${bookingPolicies.businessId} = ${salons.businessId} and ${bookingPolicies.salonId} = ${salons.id}
        order by ${bookingPolicies.version} desc limit 1)`,
      clockMs: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::float8`,
    })
    .from(calendarFeeds)
    // Whoever owned all salons may be a member of another one by now.
    .innerJoin(
      salonMembers,
      and(itsMember, or(isNull(salonMembers.salonId), eq(salonMembers.salonId, salonId))),
    )
    .innerJoin(users, and(eq(users.id, salonMembers.userId), isNull(users.bannedAt), isNull(users.erasedAt)))
    .innerJoin(salons, and(eq(salons.businessId, businessId), eq(salons.id, salonId)))
    .leftJoin(staff, and(eq(staff.businessId, businessId), eq(staff.id, staffId)))
    .where(eq(calendarFeeds.tokenHash, tokenHash));
  return found;
}

/** Visits that stand, service by service, with no more of a client than their name. */
export async function findEntries(
  db: Db,
  salon: Salon,
  whose: string | null,
  { from, to }: { readonly from: Date; readonly to: Date },
) {
  return db
    .select({
      bookingId: bookings.id,
      position: bookingItems.position,
      version: bookings.version,
      status: bookings.status,
      startsAt: bookingItems.startsAt,
      endsAt: bookingItems.endsAt,
      serviceName: bookingItems.serviceName,
      variantName: bookingItems.variantName,
      staffName: bookingItems.staffName,
      clientName: clients.name,
      createdAt: bookings.createdAt,
      updatedAt: bookings.updatedAt,
    })
    .from(bookings)
    .innerJoin(
      bookingItems,
      and(eq(bookingItems.businessId, bookings.businessId), eq(bookingItems.bookingId, bookings.id)),
    )
    .leftJoin(clients, and(eq(clients.businessId, bookings.businessId), eq(clients.id, bookings.clientId)))
    .where(
      and(
        eq(bookings.businessId, salon.businessId),
        eq(bookings.salonId, salon.id),
        inArray(bookings.status, [
          "pending",
          "confirmed",
          "checked_in",
          "in_service",
          "completed",
          "no_show",
        ]),
        gt(bookings.startsAt, from),
        lt(bookings.startsAt, to),
        whose === null ? undefined : eq(bookingItems.staffId, whose),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id), asc(bookingItems.position));
}

/** Whom an invitation is for. */
export async function findGuest(db: Db, { booking }: Pick<BookingRecord, "booking">) {
  if (booking.clientId === null) return undefined;
  const [guest] = await db
    .select({ name: clients.name, email: clients.email, locale: clients.locale })
    .from(clients)
    .where(and(eq(clients.businessId, booking.businessId), eq(clients.id, booking.clientId)));
  return guest;
}

function selectFeeds(db: Db) {
  return db.select(feedColumns).from(calendarFeeds).innerJoin(salonMembers, itsMember).$dynamic();
}

function isOf(salon: Salon) {
  return and(eq(businessId, salon.businessId), eq(salonId, salon.id));
}
