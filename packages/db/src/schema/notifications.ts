import { CHANNELS, DELIVERY_FAILURES, DELIVERY_STATES, NOTIFICATION_KINDS } from "@salon/contracts";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { clients } from "./clients.ts";
import { bytea, instant, tenantKey, tenantReference, xid8 } from "./columns.ts";
import { users } from "./identity.ts";
import { businesses, salons } from "./salons.ts";

export const notificationChannel = pgEnum("notification_channel", CHANNELS);
export const deliveryState = pgEnum("delivery_state", DELIVERY_STATES);

/** What somebody is told of a booking. Holds no word of it: messages are written when they are sent. */
export const notifications = pgTable(
  "notifications",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    kind: text("kind", { enum: NOTIFICATION_KINDS }).notNull(),
    /** The id of what it is about, which may be forgotten sooner. */
    subjectId: uuid("subject_id").notNull(),
    /** That of the subject of which it tells. */
    version: integer("version").notNull(),
    /** Of a reminder: how long before the visit. */
    minutesBefore: integer("minutes_before"),
    /** Whom it is for: an account, or a client without one. */
    userId: uuid("user_id").references(() => users.id),
    clientId: uuid("client_id"),
    startsAt: instant("starts_at").notNull(),
    formerStartsAt: instant("former_starts_at"),
    /** Of what happened to several visits of a series at once: each of them, its subject first. */
    bookingIds: uuid("booking_ids").array(),
    /** Its place in the order in which notifications come into an account's view, as an event has one in the log. */
    number: bigint("number", { mode: "bigint" }).notNull().generatedAlwaysAsIdentity(),
    shownIn: xid8("shown_in"),
    shownAt: instant("shown_at"),
    readAt: instant("read_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("notifications_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("notifications_client_fk", [t.businessId, t.clientId], clients),
    unique("notifications_once_key")
      .on(t.businessId, t.subjectId, t.version, t.kind, t.minutesBefore, t.userId, t.clientId)
      .nullsNotDistinct(),
    index("notifications_salon_idx").on(t.businessId, t.salonId, t.createdAt, t.id),
    index("notifications_user_idx").on(t.userId, t.shownIn, t.number),
    index("notifications_client_idx").on(t.businessId, t.clientId),
    index("notifications_created_at_idx").on(t.createdAt),
    check("notifications_are_for_one", sql`num_nonnulls(${t.userId}, ${t.clientId}) = 1`),
    check("notifications_are_shown_at_a_place", sql`(${t.shownIn} is null) = (${t.shownAt} is null)`),
  ],
);

/** A notification on one of its ways. Who sends it claims it first, until a time. */
export const notificationDeliveries = pgTable(
  "notification_deliveries",
  {
    ...tenantKey(),
    notificationId: uuid("notification_id").notNull(),
    channel: notificationChannel("channel").notNull(),
    /** By the salon's clock, which may stand still; null: at once. */
    dueAt: instant("due_at"),
    state: deliveryState("state").notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    /** When it is looked at next, and when a claim ends; null: when the salon's clock is set. */
    nextAttemptAt: instant("next_attempt_at"),
    sentAt: instant("sent_at"),
    failure: text("failure", { enum: DELIVERY_FAILURES }),
    /** Of a push: the devices that have it. */
    sentTo: uuid("sent_to")
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference(
      "notification_deliveries_notification_fk",
      [t.businessId, t.notificationId],
      notifications,
    ).onDelete("cascade"),
    unique("notification_deliveries_channel_key").on(t.businessId, t.notificationId, t.channel),
    index("notification_deliveries_due_idx")
      .on(t.nextAttemptAt)
      .where(sql`state in ('waiting', 'sending')`),
    index("notification_deliveries_failed_idx")
      .on(t.nextAttemptAt)
      .where(sql`state = 'failed'`),
    check(
      "notification_deliveries_are_sent_at_a_time",
      sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`,
    ),
  ],
);

/** Which messages people want on which way, where they want other ones than everybody. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    kind: text("kind", { enum: NOTIFICATION_KINDS }).notNull(),
    channel: notificationChannel("channel").notNull(),
    enabled: boolean("enabled").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind, t.channel] })],
);

/** Which messages clients without an account do not want any more. */
export const clientOptOuts = pgTable(
  "client_opt_outs",
  {
    businessId: integer("business_id").notNull(),
    clientId: uuid("client_id").notNull(),
    kind: text("kind", { enum: NOTIFICATION_KINDS }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.clientId, t.kind] }),
    tenantReference("client_opt_outs_client_fk", [t.businessId, t.clientId], clients),
  ],
);

/** The same for an address, whichever client it is typed for next. */
export const addressOptOuts = pgTable(
  "address_opt_outs",
  {
    businessId: integer("business_id")
      .notNull()
      .references(() => businesses.id),
    /** A keyed hash of the business and the address. */
    address: bytea("address").notNull(),
    kind: text("kind", { enum: NOTIFICATION_KINDS }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.address, t.kind] })],
);
