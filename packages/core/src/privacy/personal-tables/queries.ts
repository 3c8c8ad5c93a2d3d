import type { TableKey } from "@salon/db/classification";
import * as schema from "@salon/db/schema";
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { PersonalTable } from "../personal-columns.ts";

export const TABLES = { ...schema };
const {
  accounts,
  admins,
  bookings,
  bookingSeries,
  calendarFeeds,
  clients,
  devices,
  files,
  invitations,
  notificationPreferences,
  notifications,
} = TABLES;
const { clientIntakes, favorites, payments, reviewReports, reviews } = TABLES;
const { salonMembers, sessions, staff, timeOff, twoFactors, users, verifications, waitlistEntries } = TABLES;

export type Whose = {
  /** Which rows are a person's. */
  readonly of: (userId: string) => SQL | undefined;
  /** What erasing the person makes of them: what others refer to stays, and says nothing of anybody. */
  readonly erased: "deleted" | "emptied";
  /** Set beside what is emptied: what led from the row to the person. */
  readonly cut?: Readonly<Record<string, SQL | boolean | null>>;
  /** What the export tells beside the personal columns, so that somebody understands it. */
  readonly told?: Readonly<Record<string, SQL | PgColumn>>;
};

// In a select from one table a column's own name is all that is written of it: what is beside it is named in full.
const salonName = (id: PgColumn) => sql<string>`(select s.name from salons s where s.id = ${id})`;
const salonNames = sql<string[]>`array(
  select s.name from salons s where s.business_id = clients.business_id order by 1)`;
const services = sql<string[]>`array(
  select i.service_name || ' – ' || i.variant_name from booking_items i
  where i.business_id = bookings.business_id and i.booking_id = bookings.id order by i.position)`;

/** Records of an account, and those that were merged into them. */
const recordsOf = (userId: string) => sql`
    select c.business_id, c.id from clients c where c.user_id = ${userId}
    union all
    select d.business_id, d.id from clients c join clients d on d.business_id = c.business_id and d.merged_into = c.id
    where c.user_id = ${userId}`;
const clientsOf = (userId: string) => sql`(${clients.businessId}, ${clients.id}) in (${recordsOf(userId)})`;

/** Visits at which they are served, and those that they booked, if not for a salon that they work for. */
const visitsOf = (userId: string) => sql`
    select b.business_id, b.id from bookings b where b.booker_id = ${userId} and b.source <> 'salon'
    union all
    select b.business_id, b.id from clients c join bookings b on b.business_id = c.business_id and b.client_id = c.id
    where c.user_id = ${userId}`;
const bookingsOf = (userId: string) => sql`(${bookings.businessId}, ${bookings.id}) in (${visitsOf(userId)})`;

/** Photos that they sent of themselves and of visits; photos of their visits, and documents about these and about them. */
const filesOf = (userId: string) =>
  or(
    and(eq(files.userId, userId), inArray(files.purpose, ["user_photo", "review_photo"])),
    sql`(${files.businessId}, ${files.clientId}) in (${recordsOf(userId)})`,
    sql`(${files.businessId}, ${files.bookingId}) in (${visitsOf(userId)})`,
  );

/** For visits at which they are served, and those that they booked themselves. */
const paymentsOf = (userId: string) =>
  sql`(${payments.businessId}, ${payments.bookingId}) in (
    select b.business_id, b.id from bookings b where b.booker_id = ${userId} and b.source <> 'salon'
    union all
    select b.business_id, b.id from clients c join bookings b on b.business_id = c.business_id and b.client_id = c.id
    where c.user_id = ${userId})`;

/** What they wrote, and what a guest wrote of a visit at which they were served. */
const reviewsOf = (userId: string) =>
  sql`(${reviews.businessId}, ${reviews.id}) in (
    select r.business_id, r.id from reviews r where r.author_id = ${userId}
    union all
    select r.business_id, r.id from clients c
      join bookings b on b.business_id = c.business_id and b.client_id = c.id
      join reviews r on r.business_id = b.business_id and r.booking_id = b.id and r.author_id is null
    where c.user_id = ${userId})`;

const calendarsOf = (userId: string) =>
  sql`(${timeOff.businessId}, ${timeOff.calendarId}) in (
    select s.business_id, s.calendar_id from staff s where s.user_id = ${userId})`;

const waitlistOf = (userId: string) =>
  sql`(${waitlistEntries.businessId}, ${waitlistEntries.id}) in (
    select w.business_id, w.id from waitlist_entries w where w.booker_id = ${userId}
    union all
    select w.business_id, w.id from clients c
    join waitlist_entries w on w.business_id = c.business_id and w.client_id = c.id
    where c.user_id = ${userId})`;

/** Those that they booked, if not for a salon, and those at which they are served. */
const seriesOf = (userId: string) =>
  sql`(${bookingSeries.businessId}, ${bookingSeries.id}) in (
    select s.business_id, s.id from booking_series s where s.booker_id = ${userId} and s.source <> 'salon'
    union all
    select s.business_id, s.id from clients c
    join booking_series s on s.business_id = c.business_id and s.client_id = c.id
    where c.user_id = ${userId})`;

const feedsOf = (userId: string) =>
  sql`(${calendarFeeds.businessId}, ${calendarFeeds.memberId}) in (
    select m.business_id, m.id from salon_members m where m.user_id = ${userId})`;

/** Anybody may sign up with an address; only who has shown that it is theirs has a right to what was sent there. */
const verifiedAddressOf = (userId: string) =>
  sql`(select email from users where id = ${userId} and email_verified)`;

/** better-auth names the account in what a link stands for, or in the link's own name. */
const verificationsOf = (userId: string) =>
  sql`strpos(${verifications.identifier} || ' ' || ${verifications.value}, ${userId}) > 0`;

/**
 * Whose the rows are of every table with a personal or secret column, and of those that only lead to a person; null where
 * they are nobody's. They are erased in this order: what leads to a row comes after it.
 */
export const PERSONAL_TABLES = {
  /** Sealed under a key that only who sent the request has; forgotten within hours. */
  idempotencyKeys: null,
  /** The salon's, whoever made them. */
  apiKeys: null,
  /** The salon's. */
  webhookEndpoints: null,
  /** Nobody finds an address by what is kept of it; without it who wanted no more mails would get them again. */
  addressOptOuts: null,
  devices: {
    of: (userId) => eq(devices.userId, userId),
    erased: "deleted",
    told: { platform: devices.platform },
  },
  verifications: { of: verificationsOf, erased: "deleted" },
  sessions: {
    of: (userId) => or(eq(sessions.userId, userId), eq(sessions.impersonatorId, userId)),
    erased: "deleted",
  },
  twoFactors: { of: (userId) => eq(twoFactors.userId, userId), erased: "deleted" },
  accounts: {
    of: (userId) => eq(accounts.userId, userId),
    erased: "deleted",
    told: { providerId: accounts.providerId },
  },
  admins: { of: (userId) => eq(admins.userId, userId), erased: "deleted", told: { level: admins.level } },
  calendarFeeds: { of: feedsOf, erased: "deleted" },
  salonMembers: {
    of: (userId) => eq(salonMembers.userId, userId),
    erased: "deleted",
    told: { role: salonMembers.role, salonName: salonName(salonMembers.salonId) },
  },
  invitations: {
    of: (userId) => eq(invitations.email, verifiedAddressOf(userId)),
    erased: "deleted",
    told: { role: invitations.role, salonName: salonName(invitations.salonId) },
  },
  notifications: {
    of: (userId) => eq(notifications.userId, userId),
    erased: "deleted",
    told: { kind: notifications.kind, salonName: salonName(notifications.salonId) },
  },
  notificationPreferences: {
    of: (userId) => eq(notificationPreferences.userId, userId),
    erased: "deleted",
    told: {
      kind: notificationPreferences.kind,
      channel: notificationPreferences.channel,
      enabled: notificationPreferences.enabled,
    },
  },
  favorites: {
    of: (userId) => eq(favorites.userId, userId),
    erased: "deleted",
    told: { salonName: salonName(favorites.salonId) },
  },
  reviewReports: {
    of: (userId) => eq(reviewReports.reporterId, userId),
    erased: "deleted",
    told: { reason: reviewReports.reason },
  },
  /** The rating stays in the sums. */
  reviews: {
    of: reviewsOf,
    erased: "emptied",
    told: { salonName: salonName(reviews.salonId), rating: reviews.rating },
  },
  timeOff: { of: calendarsOf, erased: "emptied", told: { salonName: salonName(timeOff.salonId) } },
  /** What they showed of themselves and of their visits, and documents about them; what they sent for a salon is its own. */
  files: {
    of: filesOf,
    erased: "emptied",
    cut: { removedAt: sql`coalesce(${files.removedAt}, now())` },
    told: { purpose: files.purpose, salonName: salonName(files.salonId) },
  },
  /** The profile is the salon's page of its team, and its books': it stays, without the account. */
  staff: {
    of: (userId) => eq(staff.userId, userId),
    erased: "emptied",
    cut: { userId: null },
    told: { name: staff.name, title: staff.title, bio: staff.bio },
  },
  waitlistEntries: {
    of: waitlistOf,
    erased: "deleted",
    told: { salonName: salonName(waitlistEntries.salonId), status: waitlistEntries.status },
  },
  /** Sums stay; what was noted beside them goes. */
  payments: {
    of: paymentsOf,
    erased: "emptied",
    told: {
      salonName: salonName(payments.salonId),
      amountMinor: payments.amountMinor,
      currency: payments.currency,
    },
  },
  bookings: {
    of: bookingsOf,
    erased: "emptied",
    told: { salonName: salonName(bookings.salonId), status: bookings.status, services },
  },
  /** Leads to a person, and says nothing of them beside. */
  bookingSeries: {
    of: seriesOf,
    erased: "emptied",
    told: {
      salonName: salonName(bookingSeries.salonId),
      everyWeeks: bookingSeries.everyWeeks,
      localStart: bookingSeries.localStart,
    },
  },
  clientIntakes: {
    of: (userId) =>
      sql`(${clientIntakes.businessId}, ${clientIntakes.clientId}) in (
        select c.business_id, c.id from clients c where c.user_id = ${userId}
        union all
        select d.business_id, d.id from clients c join clients d on d.business_id = c.business_id and d.merged_into = c.id
        where c.user_id = ${userId})`,
    erased: "deleted",
    told: { salonName: salonName(clientIntakes.salonId) },
  },
  clients: {
    of: clientsOf,
    erased: "emptied",
    cut: { userId: null, blockedAt: null, archivedAt: sql`coalesce(${clients.archivedAt}, now())` },
    told: { salonNames },
  },
  users: {
    of: (userId) => eq(users.id, userId),
    erased: "emptied",
    cut: { emailVerified: false, twoFactorEnabled: false, erasedAt: sql`now()` },
  },
} as const satisfies Record<PersonalTable, Whose | null> & { readonly [Key in TableKey]?: Whose | null };

type Owned = keyof typeof PERSONAL_TABLES;

/** The rows that somebody has, table by table. */
export function ownedTables(): ({ readonly key: Owned; readonly table: PgTable } & Whose)[] {
  return Object.entries<Whose | null>(PERSONAL_TABLES).flatMap(([name, whose]) => {
    const key = name as Owned;
    return whose ? [{ key, table: TABLES[key], ...whose }] : [];
  });
}
