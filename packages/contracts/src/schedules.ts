import { z } from "zod";
import { AffectedBooking } from "./affected-bookings.ts";
import { Id, ifVersion, Version } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { line } from "./text.ts";
import { ClosingTime, Instant, LocalDate, minuteOfDay, TimeOfDay } from "./time.ts";

const opensBeforeCloses = ({ opens, closes }: { opens: string; closes: string }) =>
  minuteOfDay(opens) < minuteOfDay(closes);
const EMPTY_WINDOW = {
  path: ["closes"],
  message: "Closes after it opens; 26:00 is two o'clock of the next morning.",
};

const Hours = z
  .strictObject({ opens: TimeOfDay, closes: ClosingTime })
  .refine(opensBeforeCloses, EMPTY_WINDOW);
const WeeklyHours = z
  .strictObject({ weekday: z.int().min(1).max(7), opens: TimeOfDay, closes: ClosingTime })
  .refine(opensBeforeCloses, EMPTY_WINDOW);

const Schedule = z
  .strictObject({
    effectiveFrom: LocalDate.nullish(),
    effectiveTo: LocalDate.nullish(),
    mayPassSalonHours: z.boolean().default(false),
    weekly: z.array(WeeklyHours).max(70),
  })
  .refine(
    ({ effectiveFrom, effectiveTo }) => !effectiveFrom || !effectiveTo || effectiveFrom <= effectiveTo,
    {
      path: ["effectiveTo"],
      message: "Not before effectiveFrom.",
    },
  );

const Schedules = z.array(Schedule).max(50);

export const SetSalonHours = z
  .strictObject({ salonId: Id, ...ifVersion, schedules: Schedules, dryRun: z.boolean().default(false) })
  .meta({ id: "SetSalonHours" });
export type SetSalonHours = z.infer<typeof SetSalonHours>;
export const SetStaffHours = z
  .strictObject({
    salonId: Id,
    staffId: Id,
    ...ifVersion,
    schedules: Schedules,
    dryRun: z.boolean().default(false),
  })
  .meta({ id: "SetStaffHours" });
export type SetStaffHours = z.infer<typeof SetStaffHours>;

const affected = { affectedBookings: z.array(AffectedBooking) };

export const WorkingHours = z
  .object({
    schedules: z.array(
      z.object({
        effectiveFrom: z.string().nullable(),
        effectiveTo: z.string().nullable(),
        mayPassSalonHours: z.boolean(),
        weekly: z.array(z.object({ weekday: z.int(), opens: z.string(), closes: z.string() })),
      }),
    ),
    version: Version,
  })
  .meta({ id: "WorkingHours" });
export type WorkingHours = z.infer<typeof WorkingHours>;
export const WorkingHoursChange = WorkingHours.extend(affected).meta({ id: "WorkingHoursChange" });
export type WorkingHoursChange = z.infer<typeof WorkingHoursChange>;

export const ListSalonOverrides = z.strictObject({
  salonId: Id,
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  ...pageQuery,
});
export type ListSalonOverrides = z.infer<typeof ListSalonOverrides>;
export const ListStaffOverrides = ListSalonOverrides.extend({ staffId: Id });
export type ListStaffOverrides = z.infer<typeof ListStaffOverrides>;

export const FindSalonOverride = z.strictObject({ salonId: Id, date: LocalDate });
export type FindSalonOverride = z.infer<typeof FindSalonOverride>;
export const FindStaffOverride = FindSalonOverride.extend({ staffId: Id });
export type FindStaffOverride = z.infer<typeof FindStaffOverride>;
export const SalonOverrideRef = z.strictObject({ salonId: Id, date: LocalDate, ...ifVersion });
export type SalonOverrideRef = z.infer<typeof SalonOverrideRef>;
export const StaffOverrideRef = z.strictObject({ salonId: Id, staffId: Id, date: LocalDate, ...ifVersion });
export type StaffOverrideRef = z.infer<typeof StaffOverrideRef>;

const overrideBody = { ...ifVersion, hours: z.array(Hours).max(10), dryRun: z.boolean().default(false) };
/** An empty list of hours: closed on that date. */
export const SetSalonOverride = z
  .strictObject({ salonId: Id, date: LocalDate, ...overrideBody })
  .meta({ id: "SetSalonOverride" });
export type SetSalonOverride = z.infer<typeof SetSalonOverride>;
export const SetStaffOverride = z
  .strictObject({ salonId: Id, staffId: Id, date: LocalDate, ...overrideBody })
  .meta({ id: "SetStaffOverride" });
export type SetStaffOverride = z.infer<typeof SetStaffOverride>;

export const Override = z
  .object({
    date: z.string(),
    hours: z.array(z.object({ opens: z.string(), closes: z.string() })),
    version: Version,
  })
  .meta({ id: "Override" });
export type Override = z.infer<typeof Override>;
export const OverrideChange = Override.extend(affected).meta({ id: "OverrideChange" });
export type OverrideChange = z.infer<typeof OverrideChange>;
export const OverridePage = pageOf(Override).meta({ id: "OverridePage" });

export const CreateTimeOff = z
  .strictObject({
    salonId: Id,
    staffId: Id.optional(),
    resourceId: Id.optional(),
    /** Salon-local dates, both included. */
    fromDate: LocalDate.optional(),
    toDate: LocalDate.optional(),
    startsAt: Instant.optional(),
    endsAt: Instant.optional(),
    reason: line(200).nullish(),
    dryRun: z.boolean().default(false),
  })
  .refine(({ staffId, resourceId }) => (staffId === undefined) !== (resourceId === undefined), {
    path: ["staffId"],
    message: "Either staffId or resourceId.",
  })
  .refine(({ fromDate, toDate, startsAt, endsAt }) => isEither([fromDate, toDate], [startsAt, endsAt]), {
    path: ["startsAt"],
    message: "Either fromDate and toDate, or startsAt and endsAt.",
  })
  .refine(({ fromDate, toDate }) => !fromDate || !toDate || fromDate <= toDate, {
    path: ["toDate"],
    message: "Not before fromDate.",
  })
  .refine(({ fromDate, toDate }) => !fromDate || !toDate || (fromDate > FIRST_DATE && toDate < LAST_DATE), {
    path: ["toDate"],
    message: "In some zones these dates reach into the year 0 or 10000.",
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt < endsAt, {
    path: ["endsAt"],
    message: "After startsAt.",
  })
  .refine(({ fromDate, toDate, startsAt, endsAt }) => isAtMostAYear(fromDate ?? startsAt, toDate ?? endsAt), {
    path: ["toDate"],
    message: "At most 366 days.",
  })
  .meta({ id: "CreateTimeOff" });
export type CreateTimeOff = z.infer<typeof CreateTimeOff>;

export const TimeOff = z
  .object({
    id: Id,
    staffId: Id.nullable(),
    resourceId: Id.nullable(),
    startsAt: Instant,
    endsAt: Instant,
    /** Of people it is told to themselves, to the reception and to keys that plan time off. */
    reason: z.string().nullable(),
    version: Version,
    createdAt: Instant,
  })
  .meta({ id: "TimeOff" });
export type TimeOff = z.infer<typeof TimeOff>;
export const TimeOffPage = pageOf(TimeOff).meta({ id: "TimeOffPage" });
export const TimeOffCreated = TimeOff.extend({ id: Id.nullable(), ...affected }).meta({
  id: "TimeOffCreated",
});
export type TimeOffCreated = z.infer<typeof TimeOffCreated>;

export const ListTimeOff = z.strictObject({
  salonId: Id,
  staffId: Id.optional(),
  resourceId: Id.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  ...pageQuery,
});
export type ListTimeOff = z.infer<typeof ListTimeOff>;
export const FindTimeOff = z.strictObject({ salonId: Id, timeOffId: Id });
export type FindTimeOff = z.infer<typeof FindTimeOff>;
export const TimeOffRef = z.strictObject({ salonId: Id, timeOffId: Id, ...ifVersion });
export type TimeOffRef = z.infer<typeof TimeOffRef>;

/** One pair is given whole, of the other nothing. */
function isEither(one: unknown[], other: unknown[]): boolean {
  const given = (pair: unknown[]) => pair.filter((value) => value !== undefined).length;
  return given(one) + given(other) === 2 && given(one) !== 1;
}

const FIRST_DATE = "0001-01-01";
const LAST_DATE = "9999-12-31";
const DAY_MS = 86_400_000;
const MAX_DAYS = 366;

/** Of dates the last is included. */
function isAtMostAYear(from: string | Date | undefined, to: string | Date | undefined): boolean {
  if (from === undefined || to === undefined) return true;
  const days = (new Date(to).getTime() - new Date(from).getTime()) / DAY_MS;
  return typeof to === "string" ? days < MAX_DAYS : days <= MAX_DAYS;
}
