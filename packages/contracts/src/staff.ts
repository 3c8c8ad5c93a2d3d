import { z } from "zod";
import { AffectedBooking } from "./affected-bookings.ts";
import { Image } from "./files.ts";
import { Id, ifVersion, Version } from "./ids.ts";
import { AmountMinor, Money } from "./money.ts";
import { pageOf } from "./page.ts";
import { Rating } from "./ratings.ts";
import { line, prose } from "./text.ts";
import { Instant, LocalDate, PlannedDate, RenderedLocal, timestamps } from "./time.ts";

const Offer = z.strictObject({
  variantId: Id,
  price: z.strictObject({ amountMinor: AmountMinor }).nullish(),
  /** Own minutes, one for each of the variant's segments. */
  segmentMinutes: z
    .array(
      z
        .int()
        .min(1)
        .max(24 * 60),
    )
    .min(1)
    .max(12)
    .nullish(),
});
export type Offer = z.infer<typeof Offer>;

const Offers = z
  .array(Offer)
  .max(300)
  .refine(
    (offers) => new Set(offers.map(({ variantId }) => variantId)).size === offers.length,
    "Each variant once.",
  );

const profile = {
  name: line(120),
  title: line(80).nullish(),
  bio: prose(2000).nullish(),
  userId: Id.nullish(),
};

export const CreateStaff = z
  .strictObject({ salonId: Id, ...profile, services: Offers.default([]) })
  .meta({ id: "CreateStaff" });
export type CreateStaff = z.infer<typeof CreateStaff>;

export const UpdateStaff = z
  .strictObject({
    salonId: Id,
    staffId: Id,
    ...ifVersion,
    ...z.strictObject(profile).partial().shape,
    /** Breaks ties between equally busy people; lower comes first. */
    position: z.int().min(0).max(10_000).optional(),
    bookable: z.boolean().optional(),
    /** A file that was sent as `staff_photo` of this salon; null: none. */
    photoId: Id.nullish(),
  })
  .meta({ id: "UpdateStaff" });
export type UpdateStaff = z.infer<typeof UpdateStaff>;

export const SetStaffServices = z
  .strictObject({ salonId: Id, staffId: Id, ...ifVersion, services: Offers })
  .meta({ id: "SetStaffServices" });
export type SetStaffServices = z.infer<typeof SetStaffServices>;

export const StaffRef = z.strictObject({ salonId: Id, staffId: Id });
export type StaffRef = z.infer<typeof StaffRef>;

export const Staff = z
  .object({
    id: Id,
    name: z.string(),
    title: z.string().nullable(),
    bio: z.string().nullable(),
    photo: Image.nullable(),
    position: z.int(),
    bookable: z.boolean(),
    rating: Rating,
    /** The account behind the profile; for the salon's own people only. */
    userId: Id.nullable().optional(),
    /** What they do in this salon; null: as the variant says. */
    services: z.array(
      z.object({
        variantId: Id,
        price: Money.nullable(),
        segmentMinutes: z.array(z.int()).nullable(),
      }),
    ),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Staff" });
export type Staff = z.infer<typeof Staff>;
export const StaffPage = pageOf(Staff).meta({ id: "StaffPage" });

/** The business has a calendar for each of its people; another of its salons may share it. */
export const ShareStaff = z.strictObject({ salonId: Id, staffId: Id }).meta({ id: "ShareStaff" });
export type ShareStaff = z.infer<typeof ShareStaff>;

/** Whom somebody's bookings to come go to. */
export const ReassignBookings = z
  .strictObject({
    salonId: Id,
    staffId: Id,
    /** Salon-local dates of the start, both included; today, and without an end, where they are left out. */
    from: PlannedDate.optional(),
    to: PlannedDate.optional(),
    /** Only these; otherwise whoever of the salon offers the service. */
    toStaffIds: z.array(Id).min(1).max(50).optional(),
    dryRun: z.boolean().default(false),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "Not before from." })
  .meta({ id: "ReassignBookings" });
export type ReassignBookings = z.infer<typeof ReassignBookings>;

const assigned = { bookingId: Id, startsAt: Instant, localStart: RenderedLocal };

export const ReassignedBookings = z
  .object({
    moved: z.array(
      z.object({
        ...assigned,
        items: z.array(
          z.object({
            itemId: Id,
            variantId: Id,
            fromStaffId: Id,
            toStaffId: Id,
            toStaffName: z.string(),
            /** The client had asked for whoever did it. */
            wasRequested: z.boolean(),
          }),
        ),
      }),
    ),
    /** Where nobody could take over, the last reason against it; `held` are holds, which end or are confirmed soon. */
    left: z.array(z.object({ ...assigned, code: z.string(), message: z.string() })),
    /** There are more: the `from` of the next go. */
    next: LocalDate.nullable(),
  })
  .meta({ id: "ReassignedBookings" });
export type ReassignedBookings = z.infer<typeof ReassignedBookings>;

/** With `dryRun` nothing changes: the answer lists the bookings in the way. */
export const ArchiveStaff = z.strictObject({
  salonId: Id,
  staffId: Id,
  ...ifVersion,
  dryRun: z.boolean().default(false),
});
export type ArchiveStaff = z.infer<typeof ArchiveStaff>;

export const StaffArchival = z
  .object({ affectedBookings: z.array(AffectedBooking) })
  .meta({ id: "StaffArchival" });
export type StaffArchival = z.infer<typeof StaffArchival>;
