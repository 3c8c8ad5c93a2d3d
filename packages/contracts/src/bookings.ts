import { z } from "zod";
import { isOneStart, ONE_START, PICK_REASONS, start, visitRequest } from "./availability.ts";
import { SEGMENT_KINDS } from "./catalog.ts";
import { contact } from "./clients.ts";
import { Id, ifVersion, Version } from "./ids.ts";
import { AmountMinor, Money } from "./money.ts";
import { pageOf, pageQuery } from "./page.ts";
import { line, prose } from "./text.ts";
import { Instant, RenderedLocal, timestamps } from "./time.ts";

/** Held, asked for, agreed upon, under way and done; then the ways in which a booking ends without a visit. */
export const BOOKING_STATUSES = [
  "held",
  "pending",
  "confirmed",
  "checked_in",
  "in_service",
  "completed",
  "released",
  "expired",
  "declined",
  "cancelled_by_client",
  "cancelled_by_salon",
  "no_show",
] as const;
/** Statuses in which a booking still lies ahead or is under way. */
export const LIVE_STATUSES = [
  "held",
  "pending",
  "confirmed",
  "checked_in",
  "in_service",
] as const satisfies readonly (typeof BOOKING_STATUSES)[number][];

export type BookingStatus = (typeof BOOKING_STATUSES)[number];

/** What a manager may pass; never what is taken already. */
export const OVERRIDABLE = [
  "too_soon",
  "beyond_horizon",
  "closed",
  "outside_hours",
  "duration_exceeds_window",
  "off_grid",
  "time_off",
  "daily_limit",
] as const;

/** Who made it: a customer through the API, or the salon's own people; or it was offered to whoever waited for it. */
export const BOOKING_SOURCES = ["api", "salon", "waitlist"] as const;
export const PRICE_LINE_KINDS = ["service", "add_on", "discount"] as const;

/** The person served: somebody new, or a client whom the salon knows. */
export const PersonServed = z
  .union([z.strictObject({ id: Id }), z.strictObject(contact)])
  .meta({ id: "PersonServed" });
export type PersonServed = z.infer<typeof PersonServed>;

export const override = { override: z.array(z.enum(OVERRIDABLE)).max(OVERRIDABLE.length).default([]) };
export const note = prose(2000);

export const CreateBooking = z
  .strictObject({
    salonId: Id,
    ...start,
    ...visitRequest,
    client: PersonServed.optional(),
    note: note.nullish(),
    /** Keeps the time for the policy's `holdMinutes`, until it is confirmed or released. */
    hold: z.boolean().default(false),
    ...override,
  })
  .refine(isOneStart, ONE_START)
  .meta({ id: "CreateBooking" });
export type CreateBooking = z.infer<typeof CreateBooking>;

export const QuoteBooking = z
  .strictObject({ salonId: Id, ...start, ...visitRequest })
  .refine(isOneStart, ONE_START)
  .meta({ id: "QuoteBooking" });
export type QuoteBooking = z.infer<typeof QuoteBooking>;

export const BookingRef = z.strictObject({ bookingId: Id });
export type BookingRef = z.infer<typeof BookingRef>;

export const VersionedBookingRef = z
  .strictObject({ bookingId: Id, ...ifVersion })
  .meta({ id: "BookingMove" });
export type VersionedBookingRef = z.infer<typeof VersionedBookingRef>;

/** A hold that had no client is told whom it is for. */
export const ConfirmBooking = z
  .strictObject({ bookingId: Id, ...ifVersion, client: PersonServed.optional(), note: note.nullish() })
  .meta({ id: "ConfirmBooking" });
export type ConfirmBooking = z.infer<typeof ConfirmBooking>;

export const CancelBooking = z
  .strictObject({ bookingId: Id, ...ifVersion, reason: line(300).nullish() })
  .meta({ id: "CancelBooking" });
export type CancelBooking = z.infer<typeof CancelBooking>;

export const RescheduleBooking = z
  .strictObject({ bookingId: Id, ...ifVersion, ...start, items: visitRequest.items.optional(), ...override })
  .refine(isOneStart, ONE_START)
  .meta({ id: "RescheduleBooking" });
export type RescheduleBooking = z.infer<typeof RescheduleBooking>;

function isEachOnce(changes: readonly { itemId: string }[]): boolean {
  return new Set(changes.map(({ itemId }) => itemId)).size === changes.length;
}
const EACH_ONCE = "Each item once.";
const DAY = 24 * 60;

export const UpdateBooking = z
  .strictObject({
    bookingId: Id,
    ...ifVersion,
    note: note.nullish(),
    /** By the salon only: who does an item, and how long it takes. */
    items: z
      .array(
        z.strictObject({
          itemId: Id,
          staffId: Id.optional(),
          segmentMinutes: z
            .array(z.int().min(1).max(DAY))
            .min(1)
            .max(12)
            .refine(
              (minutes) => minutes.reduce((sum, some) => sum + some, 0) <= DAY,
              "At most 24 hours in all.",
            )
            .optional(),
        }),
      )
      .min(1)
      .max(8)
      .refine(isEachOnce, EACH_ONCE)
      .optional(),
    /** By managers only: what each item costs. */
    prices: z
      .array(z.strictObject({ itemId: Id, amountMinor: AmountMinor }))
      .min(1)
      .max(8)
      .refine(isEachOnce, EACH_ONCE)
      .optional(),
    /** By managers only: taken off the total; zero removes it. */
    discount: z.strictObject({ amountMinor: AmountMinor, label: line(120) }).optional(),
    ...override,
  })
  .meta({ id: "UpdateBooking" });
export type UpdateBooking = z.infer<typeof UpdateBooking>;

const BookingItem = z.object({
  id: Id,
  variantId: Id,
  serviceName: z.string(),
  variantName: z.string(),
  staffId: Id,
  staffName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  segments: z.array(z.object({ kind: z.enum(SEGMENT_KINDS), minutes: z.int() })),
  addOns: z.array(z.object({ id: Id, name: z.string(), minutes: z.int() })),
  reason: z.enum(PICK_REASONS),
});

const PriceLine = z.object({
  kind: z.enum(PRICE_LINE_KINDS),
  itemId: Id.nullable(),
  label: z.string(),
  amountMinor: z.int(),
});

export const Booking = z
  .object({
    id: Id,
    salonId: Id,
    status: z.enum(BOOKING_STATUSES),
    version: Version,
    /** The series that it is a visit of. */
    seriesId: Id.nullable(),
    startsAt: Instant,
    endsAt: Instant,
    localStart: RenderedLocal,
    timeZone: z.string(),
    source: z.enum(BOOKING_SOURCES),
    client: z.object({ id: Id, name: z.string() }).nullable(),
    note: z.string().nullable(),
    items: z.array(BookingItem),
    priceLines: z.array(PriceLine),
    total: Money,
    policy: z.object({ version: z.int(), cancelUntil: Instant, moveUntil: Instant }),
    holdExpiresAt: Instant.nullable(),
    /** When a booking that waits for the salon's approval expires. */
    approvalExpiresAt: Instant.nullable(),
    /** Cancelled past the window. */
    late: z.boolean(),
    /** Time off or a change of rules is in its way. */
    needsAttention: z.boolean(),
    overrides: z.array(z.string()),
    ...timestamps,
  })
  .meta({ id: "Booking" });
export type Booking = z.infer<typeof Booking>;
export const BookingPage = pageOf(Booking).meta({ id: "BookingPage" });

/** A guest sees the token once; it opens this one booking. */
export const CreatedBooking = Booking.extend({
  bookingToken: z.string().optional(),
  manageUrl: z.string().optional(),
}).meta({ id: "CreatedBooking" });
export type CreatedBooking = z.infer<typeof CreatedBooking>;

export const Quote = z
  .object({
    salonId: Id,
    startsAt: Instant,
    endsAt: Instant,
    localStart: RenderedLocal,
    timeZone: z.string(),
    priceLines: z.array(PriceLine),
    total: Money,
    /** An item's price is only a start, or is given on request. */
    priceIsEstimate: z.boolean(),
    policy: z.object({
      version: z.int(),
      cancelUntil: Instant,
      moveUntil: Instant,
      requiresApproval: z.boolean(),
      holdMinutes: z.int(),
    }),
    /** What the caller must give to book. */
    required: z.array(z.enum(["client.name", "client.email_or_phone"])),
  })
  .meta({ id: "Quote" });
export type Quote = z.infer<typeof Quote>;

const period = { from: Instant.optional(), to: Instant.optional() };

export const ListBookings = z.strictObject({
  salonId: Id,
  ...period,
  status: z.array(z.enum(BOOKING_STATUSES)).max(BOOKING_STATUSES.length).optional(),
  staffId: Id.optional(),
  clientId: Id.optional(),
  seriesId: Id.optional(),
  updatedSince: Instant.optional(),
  ...pageQuery,
});
export type ListBookings = z.infer<typeof ListBookings>;

export const ListMyBookings = z.strictObject({
  ...period,
  status: z.array(z.enum(BOOKING_STATUSES)).optional(),
  ...pageQuery,
});
export type ListMyBookings = z.infer<typeof ListMyBookings>;
