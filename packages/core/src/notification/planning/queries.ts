import type { Channel, NotificationKind, Role } from "@salon/contracts";
import { arrayOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import {
  bookingPolicies,
  bookings,
  clients,
  notificationDeliveries,
  notifications,
  salonMembers,
  salons,
  staff,
  users,
} from "@salon/db/schema";
import { and, desc, eq, gte, inArray, isNull, or, sql } from "drizzle-orm";

/** A booking as far as it says whom to tell, and when to remind. */
export type Told = Awaited<ReturnType<typeof findTold>>[number];

export async function findTold(db: Db, bookingIds: readonly string[]) {
  return db
    .select({
      bookingId: bookings.id,
      source: bookings.source,
      bookerId: bookings.bookerId,
      clientId: bookings.clientId,
      clientUserId: clients.userId,
      email: clients.email,
      phone: clients.phone,
      reminderMinutesBefore: bookingPolicies.reminderMinutesBefore,
      testNow: salons.testNow,
    })
    .from(bookings)
    .innerJoin(salons, and(eq(salons.businessId, bookings.businessId), eq(salons.id, bookings.salonId)))
    .innerJoin(
      bookingPolicies,
      and(
        eq(bookingPolicies.businessId, bookings.businessId),
        eq(bookingPolicies.salonId, bookings.salonId),
        eq(bookingPolicies.version, bookings.policyVersion),
      ),
    )
    .leftJoin(clients, and(eq(clients.businessId, bookings.businessId), eq(clients.id, bookings.clientId)))
    .where(inArray(bookings.id, [...bookingIds]));
}

export type Calendars = {
  /** By the staff's id. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Receptionists, managers and owners, by the salon's id. */
  readonly desks: ReadonlyMap<string, readonly { readonly userId: string; readonly role: Role }[]>;
};

/** Without those who are banned: nobody tells them of a salon's clients. */
export async function findCalendars(
  db: Db,
  staffIds: readonly string[],
  salonIds: readonly string[],
): Promise<Calendars> {
  const isLetIn = and(isNull(users.bannedAt), isNull(users.erasedAt));
  const people = await db
    .select({ staffId: staff.id, userId: users.id })
    .from(staff)
    .innerJoin(users, and(eq(users.id, staff.userId), isLetIn))
    .where(and(inArray(staff.id, [...staffIds]), isNull(staff.archivedAt)));
  const members = await db
    .selectDistinctOn([salons.id, salonMembers.userId], {
      salonId: salons.id,
      userId: salonMembers.userId,
      role: salonMembers.role,
    })
    .from(salons)
    .innerJoin(
      salonMembers,
      and(
        eq(salonMembers.businessId, salons.businessId),
        or(eq(salonMembers.salonId, salons.id), isNull(salonMembers.salonId)),
        gte(salonMembers.role, "receptionist"),
      ),
    )
    .innerJoin(users, and(eq(users.id, salonMembers.userId), isLetIn))
    .where(inArray(salons.id, [...salonIds]))
    .orderBy(salons.id, salonMembers.userId, desc(salonMembers.role));
  return {
    accounts: new Map(people.map(({ staffId, userId }) => [staffId, userId])),
    desks: Map.groupBy(members, ({ salonId }) => salonId),
  };
}

export type NewNotification = typeof notifications.$inferInsert & {
  readonly kind: NotificationKind;
  readonly channels: readonly Channel[];
  /** By the salon's clock; null: at once. */
  readonly dueAt: Date | null;
  /** Where the salon's clock stands; null: it runs. */
  readonly testNow: Date | null;
};

/** What is there already stays as it is. */
export async function insertNotifications(tx: Tx, planned: readonly NewNotification[]): Promise<void> {
  if (planned.length === 0) return;
  const inserted = await tx
    .insert(notifications)
    .values([...planned])
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  const isNew = new Set(inserted.map(({ id }) => id));
  const deliveries = planned
    .filter(({ id }) => isNew.has(id))
    .flatMap(({ businessId, id: notificationId, channels, dueAt, testNow }) =>
      channels.map((channel) => ({
        businessId,
        id: sql`gen_random_uuid()`,
        notificationId,
        channel,
        dueAt,
        nextAttemptAt: firstLook(dueAt, testNow),
      })),
    );
  if (deliveries.length > 0) await tx.insert(notificationDeliveries).values(deliveries);
}

/** Nobody looks at what waits for a clock that stands still. */
function firstLook(dueAt: Date | null, testNow: Date | null) {
  if (dueAt === null || (testNow && dueAt <= testNow)) return sql`now()`;
  return testNow ? null : dueAt;
}

type Changed = { readonly businessId: number; readonly subjectId: string; readonly version: number };

/** Of each booking, what was to come of earlier versions than the one that it has now. */
export async function endLater(tx: Tx, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return;
  const listOf = (field: keyof Changed) => arrayOf(changed.map((one) => one[field]));
  await tx.execute(sql`
    update notification_deliveries d set state = 'skipped', failure = 'moved'
    from notifications n
    join unnest(${listOf("businessId")}::int[], ${listOf("subjectId")}::uuid[], ${listOf("version")}::int[])
      as changed (business_id, subject_id, version)
      on n.business_id = changed.business_id and n.subject_id = changed.subject_id and n.version < changed.version
    where d.due_at is not null and d.business_id = n.business_id and d.notification_id = n.id
      and d.state = 'waiting'`);
}

/** After a salon's clock was set: what is due by it is looked at now, what is not yet when it is set again. */
export async function followClocks(tx: Tx, salonIds: readonly string[]): Promise<void> {
  if (salonIds.length === 0) return;
  await tx.execute(sql`
    update notification_deliveries d set next_attempt_at = case
      when s.test_now is null then d.due_at when d.due_at <= s.test_now then now() end
    from notifications n join salons s on s.business_id = n.business_id and s.id = n.salon_id
    where s.id = any (${arrayOf(salonIds)}::uuid[]) and d.business_id = n.business_id
      and d.notification_id = n.id and d.due_at is not null and d.state = 'waiting' and d.attempts = 0`);
}
