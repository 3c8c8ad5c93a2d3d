import { z } from "zod";
import { Id, ifVersion, Version } from "./ids.ts";
import { Instant } from "./time.ts";

const DAY = 24 * 60;

const rules = {
  /** Minutes between two starts; null: the blocked length of the first item. */
  slotStepMinutes: z.int().min(1).max(DAY).nullable(),
  leadTimeMinutes: z
    .int()
    .min(0)
    .max(365 * DAY),
  /** The last bookable date is today + this. */
  horizonDays: z.int().min(0).max(730),
  cancelWindowMinutes: z
    .int()
    .min(0)
    .max(365 * DAY),
  rescheduleWindowMinutes: z
    .int()
    .min(0)
    .max(365 * DAY),
  holdMinutes: z.int().min(1).max(DAY),
  /** How long a time stands that is offered to somebody who waits; never longer than until it begins. */
  waitlistOfferMinutes: z.int().min(5).max(DAY),
  requiresApproval: z.boolean(),
  approvalMinutes: z
    .int()
    .min(1)
    .max(60 * DAY),
  /** Past the window a cancellation is refused, or allowed and marked late. */
  lateCancel: z.enum(["refuse", "allow"]),
  maxBookingsPerStaffPerDay: z.int().min(1).max(1000).nullable(),
  /** How long before a visit its client is reminded of it; empty: never. */
  reminderMinutesBefore: z
    .array(
      z
        .int()
        .min(15)
        .max(30 * DAY),
    )
    .max(4)
    .refine((minutes) => new Set(minutes).size === minutes.length, "Each once."),
};

export const BookingPolicy = z
  .object({ ...rules, version: Version, updatedAt: Instant })
  .meta({ id: "BookingPolicy" });
export type BookingPolicy = z.infer<typeof BookingPolicy>;

/** What is left out keeps its value. */
export const SetPolicy = z
  .strictObject({ salonId: Id, ...ifVersion, ...z.strictObject(rules).partial().shape })
  .meta({ id: "SetPolicy" });
export type SetPolicy = z.infer<typeof SetPolicy>;

/** What a new salon starts with. */
export const DEFAULT_POLICY: Omit<BookingPolicy, "version" | "updatedAt"> = {
  slotStepMinutes: 15,
  leadTimeMinutes: 60,
  horizonDays: 90,
  cancelWindowMinutes: DAY,
  rescheduleWindowMinutes: DAY,
  holdMinutes: 10,
  waitlistOfferMinutes: 30,
  requiresApproval: false,
  approvalMinutes: DAY,
  lateCancel: "refuse",
  maxBookingsPerStaffPerDay: null,
  reminderMinutesBefore: [DAY, 120],
};
