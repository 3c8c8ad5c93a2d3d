/** Milliseconds since the Unix epoch. */
export type Instant = number;

/** A calendar date in the salon's zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** Half-open `[start, end)`. */
export type Interval = { readonly start: Instant; readonly end: Instant };

/** Minutes after local midnight; `closesMinute` may pass 1440 (open past midnight). */
export type Hours = { readonly opensMinute: number; readonly closesMinute: number };

/** Weekly rules that hold from `effectiveFrom` to `effectiveTo`, both included; `null` is unbounded. */
export type Schedule = {
  readonly effectiveFrom: LocalDate | null;
  readonly effectiveTo: LocalDate | null;
  /** A staff member's schedule may reach outside the salon's hours. Of no meaning for the salon itself. */
  readonly mayPassSalonHours: boolean;
  /** ISO weekdays, Monday 1. */
  readonly weekly: readonly (Hours & { readonly weekday: number })[];
};

/** When someone works: schedules add up; an override replaces the hours of its date whole. */
export type WorkingHours = {
  readonly schedules: readonly Schedule[];
  readonly overrides: ReadonlyMap<LocalDate, readonly Hours[]>;
};

export type BlockKind = "booking" | "hold" | "time_off";

/** Something that takes a calendar's time. Bookings and holds carry their buffers already. */
export type Block = Interval & { readonly kind: BlockKind };

export type SchedulingPolicy = {
  /** Minutes between two starts; `null`: the first item's blocked length for the person who does it. */
  readonly slotStepMinutes: number | null;
  readonly leadTimeMinutes: number;
  /** The last bookable date is today + this, inclusive. */
  readonly horizonDays: number;
  readonly maxBookingsPerStaffPerDay: number | null;
};

export type ResourceNeed = { readonly resourceTypeId: string; readonly quantity: number };

export type Segment = {
  /** During `processing` the staff member is free, what is needed throughout is not. */
  readonly kind: "active" | "processing";
  readonly minutes: number;
  readonly resources: readonly ResourceNeed[];
};

export type Variant = {
  readonly id: string;
  readonly bookable: boolean;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly segments: readonly Segment[];
  /** Needed throughout the variant, buffers included. */
  readonly resources: readonly ResourceNeed[];
};

export type StaffMember = {
  readonly id: string;
  readonly calendarId: number;
  readonly position: number;
  readonly bookable: boolean;
  /** `null`: follows the salon's hours. Overrides of their own are in `overrides` even then. */
  readonly schedules: readonly Schedule[] | null;
  readonly overrides: ReadonlyMap<LocalDate, readonly Hours[]>;
  /** What they offer, by variant id; `segmentMinutes` replaces the variant's, one for each segment. */
  readonly offers: ReadonlyMap<string, { readonly segmentMinutes: readonly number[] | null }>;
  /** Ascending by start. */
  readonly blocks: readonly Block[];
  /** Live bookings and holds per salon-local date, for the daily limit. */
  readonly bookingsPerDate: ReadonlyMap<LocalDate, number>;
};

export type Resource = {
  readonly id: string;
  readonly resourceTypeId: string;
  readonly calendarId: number;
  readonly position: number;
  /** Ascending by start. */
  readonly blocks: readonly Block[];
};

/** All that a decision about time depends on: rules, what is taken, and what time it is. */
export type World = {
  readonly now: Instant;
  /** IANA zone of the salon. */
  readonly timeZone: string;
  readonly bookable: boolean;
  readonly policy: SchedulingPolicy;
  readonly hours: WorkingHours;
  readonly variants: ReadonlyMap<string, Variant>;
  readonly staff: readonly StaffMember[];
  readonly resources: readonly Resource[];
};

export type ItemRequest = {
  readonly variantId: string;
  /** `null`: anybody who offers the variant and is not excluded. */
  readonly staffId: string | null;
  readonly excludedStaffIds: readonly string[];
  /** Minutes that add-ons put onto the last active segment. */
  readonly addOnMinutes: number;
};

export type VisitRequest = {
  /** 1–8. */
  readonly items: readonly ItemRequest[];
  /** `sequence`: one after the other; `parallel`: all start together, on different staff. */
  readonly mode: "sequence" | "parallel";
  /** Longest wait between two items of a sequence. */
  readonly maxWaitMinutes: number;
  /** When the person served is taken; ascending by start. Their visit blocks them once, without buffers. */
  readonly clientBlocks: readonly Block[];
  /** Refusals set aside: `off_grid` for the salon's own people, more for a manager who overrides. */
  readonly setAside: ReadonlySet<Refusal>;
};

export type SearchRange = {
  /** Salon-local dates of the start, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Earliest and latest local time of the start, minutes after midnight; `before` is exclusive. */
  readonly afterMinute: number | null;
  readonly beforeMinute: number | null;
};

/** Why a start is refused, in the order in which the reasons are tried. */
export const REFUSALS = [
  "salon_not_bookable",
  "variant_not_bookable",
  "staff_not_bookable",
  "staff_does_not_offer",
  "too_soon",
  "beyond_horizon",
  "closed",
  "outside_hours",
  "off_grid",
  "duration_exceeds_window",
  "time_off",
  "staff_busy",
  "resource_busy",
  "client_busy",
  "daily_limit",
  "held",
] as const;

export type Refusal = (typeof REFUSALS)[number];

/** Why this staff member does the item. */
export type PickReason = "requested" | "only_free" | "least_busy" | "lowest_position";

export type PlacedItem = Interval & {
  readonly variantId: string;
  readonly staffId: string;
  readonly reason: PickReason;
  /** Who else could do it, all else unchanged; empty where a person was asked for. */
  readonly alternatives: readonly { readonly staffId: string; readonly end: Instant }[];
  readonly segments: readonly { readonly kind: Segment["kind"]; readonly minutes: number }[];
  readonly resourceIds: readonly string[];
  /** What the item takes of the calendars of its staff member and resources, buffers included. */
  readonly taken: readonly (Interval & { readonly calendarId: number })[];
};

/** A visit with everybody and everything chosen: `[start, end)` is the service, without buffers. */
export type Visit = Interval & { readonly date: LocalDate; readonly items: readonly PlacedItem[] };

export type Verdict =
  | { readonly bookable: true; readonly visit: Visit }
  | { readonly bookable: false; readonly refusal: Refusal };

export type Reason = {
  readonly itemIndex: number;
  /** `null` where the reason is nobody's own: the salon, the variant, the client, the date. */
  readonly staffId: string | null;
  readonly refusal: Refusal;
};
