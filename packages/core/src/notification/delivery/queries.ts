import type { Db, Tx } from "@salon/db";
import {
  clients,
  notificationDeliveries,
  notifications,
  reviews,
  salonMembers,
  salons,
  users,
} from "@salon/db/schema";
import { and, asc, eq, getColumns, inArray, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";

export type DeliveryRow = typeof notificationDeliveries.$inferSelect;

const { attempts, businessId, id, nextAttemptAt, state } = notificationDeliveries;
const isOpen = sql`${state} in ('waiting', 'sending')`;
const isDue = and(isOpen, sql`${nextAttemptAt} <= now()`);

export async function isAnyDue(db: Db): Promise<boolean> {
  const [due] = await db.select({ id }).from(notificationDeliveries).where(isDue).limit(1);
  return due !== undefined;
}

/** Takes some that are due until a time: a claim that has run out was a dead process's, and is anybody's. */
export async function claimDue(tx: Tx, limit: number, claim: string): Promise<DeliveryRow[]> {
  const due = tx
    .select({ businessId, id })
    .from(notificationDeliveries)
    .where(isDue)
    .orderBy(asc(nextAttemptAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  return tx
    .update(notificationDeliveries)
    .set({
      state: "sending",
      attempts: sql`${attempts} + 1`,
      nextAttemptAt: sql`now() + ${claim}::interval`,
    })
    .where(sql`(${businessId}, ${id}) in (${due})`)
    .returning();
}

/** What a claimed delivery is of, whom it goes to and from whom it comes. */
export type Claimed = Awaited<ReturnType<typeof findClaimed>>[number];

export async function findClaimed(db: Db, claimed: readonly DeliveryRow[]) {
  const { foldedName: _, searchText: __, ...salon } = getColumns(salons);
  return db
    .select({
      delivery: getColumns(notificationDeliveries),
      notification: getColumns(notifications),
      salon,
      user: {
        name: users.name,
        email: users.email,
        phone: users.phone,
        locale: users.locale,
        timeZone: users.timeZone,
        bannedAt: users.bannedAt,
        erasedAt: users.erasedAt,
      },
      client: {
        name: clients.name,
        email: clients.email,
        phone: clients.phone,
        locale: clients.locale,
        timeZone: clients.timeZone,
        archivedAt: clients.archivedAt,
      },
      isMember: sql<boolean>`exists (
        select from ${salonMembers}
        where ${salonMembers.businessId} = ${notifications.businessId} and ${salonMembers.userId} = ${notifications.userId})`,
      clockMs: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::float8`,
    })
    .from(notificationDeliveries)
    .innerJoin(
      notifications,
      and(
        eq(notifications.businessId, businessId),
        eq(notifications.id, notificationDeliveries.notificationId),
      ),
    )
    .innerJoin(
      salons,
      and(eq(salons.businessId, notifications.businessId), eq(salons.id, notifications.salonId)),
    )
    .leftJoin(users, eq(users.id, notifications.userId))
    .leftJoin(
      clients,
      and(eq(clients.businessId, notifications.businessId), eq(clients.id, notifications.clientId)),
    )
    .where(
      and(
        inArray(
          businessId,
          claimed.map((one) => one.businessId),
        ),
        inArray(
          id,
          claimed.map((one) => one.id),
        ),
      ),
    )
    .orderBy(asc(notifications.number));
}

type BookingKey = { readonly businessId: number; readonly id: string };

/** Which of these visits were reviewed. */
export async function findReviewed(db: Db, bookings: readonly BookingKey[]): Promise<Set<string>> {
  const rows = await db
    .select({ bookingId: reviews.bookingId })
    .from(reviews)
    .where(
      and(
        inArray(
          reviews.businessId,
          bookings.map((booking) => booking.businessId),
        ),
        inArray(
          reviews.bookingId,
          bookings.map((booking) => booking.id),
        ),
      ),
    );
  return new Set(rows.map(({ bookingId }) => bookingId));
}

/** Of these addresses and numbers, those to which so many messages went within a day; nobody has shown that they are theirs. */
export async function findFlooded(
  db: Db,
  addresses: readonly string[],
  atMost: number,
): Promise<Set<string>> {
  const { email, phone } = clients;
  const address = sql<string>`case ${notificationDeliveries.channel} when 'sms' then ${phone} else ${email} end`;
  const given = sql`any (${sql.param([...addresses])}::text[])`;
  const rows = await db
    .select({ address })
    .from(clients)
    .innerJoin(
      notifications,
      and(eq(notifications.businessId, clients.businessId), eq(notifications.clientId, clients.id)),
    )
    .innerJoin(
      notificationDeliveries,
      and(
        eq(businessId, notifications.businessId),
        eq(notificationDeliveries.notificationId, notifications.id),
      ),
    )
    .where(
      and(
        sql`(${email} = ${given} or ${phone} = ${given})`,
        eq(state, "sent"),
        sql`${notificationDeliveries.sentAt} > now() - interval '1 day'`,
      ),
    )
    .groupBy(address)
    .having(sql`count(*) >= ${atMost}`);
  return new Set(rows.map((row) => row.address));
}

/** That a device has a push. Throws where the claim had run out: another process goes on with those that are left. */
export async function noteDevice(tx: Tx, claimed: DeliveryRow, deviceId: string): Promise<void> {
  const { sentTo } = notificationDeliveries;
  if (!(await save(tx, claimed, { sentTo: sql`array_append(${sentTo}, ${deviceId}::uuid)` })))
    throw new Error("Another process sends it");
}

/** False where the claim had run out and the delivery is another process's. */
export async function noteSent(tx: Tx, claimed: DeliveryRow): Promise<boolean> {
  return save(tx, claimed, { state: "sent", sentAt: sql`now()`, failure: null });
}

type Ending = { readonly state: "skipped" | "failed"; readonly failure: NonNullable<DeliveryRow["failure"]> };

export async function noteEnd(tx: Tx, claimed: DeliveryRow, ending: Ending): Promise<boolean> {
  return save(tx, claimed, { ...ending, sentAt: null });
}

export async function noteRetry(tx: Tx, claimed: DeliveryRow, pauseSeconds: number): Promise<boolean> {
  return save(tx, claimed, {
    state: "waiting",
    sentAt: null,
    nextAttemptAt: sql`now() + make_interval(secs => ${pauseSeconds})`,
  });
}

async function save(tx: Tx, claimed: DeliveryRow, changes: PgUpdateSetSource<typeof notificationDeliveries>) {
  const saved = await tx
    .update(notificationDeliveries)
    .set(changes)
    .where(
      and(
        eq(businessId, claimed.businessId),
        eq(id, claimed.id),
        eq(attempts, claimed.attempts),
        // One that was noted as sent may yet be refused by the mail's server.
        inArray(state, ["sending", "sent"]),
      ),
    )
    .returning({ id });
  return saved.length > 0;
}

/** Puts it into the account's view, at the end. */
export async function showNotification(
  tx: Tx,
  shown: Pick<DeliveryRow, "businessId" | "notificationId">,
): Promise<void> {
  await tx
    .update(notifications)
    .set({ shownAt: sql`now()`, shownIn: sql`pg_current_xact_id()` })
    .where(and(eq(notifications.businessId, shown.businessId), eq(notifications.id, shown.notificationId)));
}
