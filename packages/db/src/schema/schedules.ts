import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { calendars } from "./calendars.ts";
import { instant, tenantKey, tenantReference, timestamps, version } from "./columns.ts";
import { salons } from "./salons.ts";
import { staffSalons } from "./staff.ts";

/** Weekly rules of a salon, or of one of its staff (`staff_id`), in the salon's wall time. */
export const schedules = pgTable(
  "schedules",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    staffId: uuid("staff_id"),
    effectiveFrom: date("effective_from", { mode: "string" }),
    effectiveTo: date("effective_to", { mode: "string" }),
    mayPassSalonHours: boolean("may_pass_salon_hours").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("schedules_salon_fk", [t.businessId, t.salonId], salons),
    foreignKey({
      columns: [t.businessId, t.salonId, t.staffId],
      foreignColumns: [staffSalons.businessId, staffSalons.salonId, staffSalons.staffId],
      name: "schedules_staff_fk",
    }),
    index("schedules_owner_idx").on(t.businessId, t.salonId, t.staffId),
    check("schedules_dates_are_ordered", sql`${t.effectiveFrom} <= ${t.effectiveTo}`),
  ],
);

/** Minutes after local midnight; `closes_minute` may pass 1440. */
export const scheduleHours = pgTable(
  "schedule_hours",
  {
    ...tenantKey(),
    scheduleId: uuid("schedule_id").notNull(),
    weekday: smallint("weekday").notNull(),
    opensMinute: smallint("opens_minute").notNull(),
    closesMinute: smallint("closes_minute").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("schedule_hours_schedule_fk", [t.businessId, t.scheduleId], schedules),
    index("schedule_hours_schedule_idx").on(t.businessId, t.scheduleId),
    check("schedule_hours_weekday_is_iso", sql`${t.weekday} between 1 and 7`),
    check(
      "schedule_hours_is_a_window",
      sql`${t.opensMinute} between 0 and 1439 and ${t.closesMinute} > ${t.opensMinute} and ${t.closesMinute} <= 2880`,
    ),
  ],
);

/** Replaces the hours of one local date whole; an empty list is closed. */
export const scheduleOverrides = pgTable(
  "schedule_overrides",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    staffId: uuid("staff_id"),
    date: date("date", { mode: "string" }).notNull(),
    hours: jsonb("hours").$type<{ opensMinute: number; closesMinute: number }[]>().notNull(),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("schedule_overrides_salon_fk", [t.businessId, t.salonId], salons),
    foreignKey({
      columns: [t.businessId, t.salonId, t.staffId],
      foreignColumns: [staffSalons.businessId, staffSalons.salonId, staffSalons.staffId],
      name: "schedule_overrides_staff_fk",
    }),
    index("schedule_overrides_salon_idx").on(t.businessId, t.salonId),
    uniqueIndex("schedule_overrides_salon_date_key")
      .on(t.businessId, t.salonId, t.date)
      .where(sql`staff_id is null`),
    uniqueIndex("schedule_overrides_staff_date_key")
      .on(t.businessId, t.salonId, t.staffId, t.date)
      .where(sql`staff_id is not null`),
    check("schedule_overrides_hours_is_a_list", sql`jsonb_typeof(${t.hours}) = 'array'`),
  ],
);

/** Time at which a staff member or a resource is not to be had. Bookings that it hits stay and need attention. */
export const timeOff = pgTable(
  "time_off",
  {
    ...tenantKey(),
    salonId: uuid("salon_id").notNull(),
    calendarId: integer("calendar_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason"),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    tenantReference("time_off_salon_fk", [t.businessId, t.salonId], salons),
    tenantReference("time_off_calendar_fk", [t.businessId, t.calendarId], calendars),
    index("time_off_salon_idx").on(t.businessId, t.salonId, t.startsAt, t.id),
    index("time_off_during_idx").using(
      "gist",
      t.businessId,
      t.calendarId,
      sql`tstzrange(starts_at, ends_at)`,
    ),
    index("time_off_calendar_idx").on(t.businessId, t.calendarId, t.endsAt),
    check("time_off_is_not_empty", sql`${t.startsAt} < ${t.endsAt}`),
  ],
);
