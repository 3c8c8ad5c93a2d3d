import type { BookingStatus, EventType, NotificationKind } from "@salon/contracts";

/** What an event asks to be told, and what is to be told later from now on. */
export type Notice = {
  readonly customer?: NotificationKind;
  /** To the people in whose calendar it stays; those to whom it comes, and from whom it goes, are told that, even if null. */
  readonly calendar?: NotificationKind | null;
  /** What was to come of earlier versions comes no more. */
  readonly later?: "reminders" | "review" | "nothing";
};

type Happened = {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previous: Readonly<Record<string, unknown>>;
};

const CONFIRMED: Notice = { customer: "booking_confirmed", calendar: "salon_booking_created" };
const BOOKED: Notice = { ...CONFIRMED, later: "reminders" };
const REQUESTED: Notice = { customer: "booking_requested", calendar: "salon_booking_requested" };
const MOVED: Notice = { customer: "booking_rescheduled", calendar: "salon_booking_rescheduled" };

const HANDED_OVER: Notice = { customer: "booking_staff_changed", calendar: null };

const NOTICES: {
  readonly [Type in EventType]?: (status: BookingStatus, before: unknown, happened: Happened) => Notice;
} = {
  // Of holds only those that the customer did not make themselves.
  "booking.held": (_, __, { data }) => (data["waitlistEntryId"] ? { customer: "waitlist_offer" } : {}),
  "booking.created": (status) => (status === "pending" ? REQUESTED : BOOKED),
  "booking.confirmed": () => BOOKED,
  "booking.approved": () => ({ customer: "booking_approved", later: "reminders" }),
  "booking.declined": () => ({ customer: "booking_declined" }),
  "booking.expired": (_, before) => (before === "pending" ? { customer: "booking_request_expired" } : {}),
  "booking.rescheduled": (status) => {
    if (status === "held") return {};
    return { ...MOVED, later: status === "confirmed" ? "reminders" : "nothing" };
  },
  // Whoever is at the salon already sees who looks after them.
  "booking.updated": (status, _, { previous }) => {
    if (status === "held" || previous["staffIds"] === undefined) return {};
    const isToCome = status === "pending" || status === "confirmed";
    return isToCome ? HANDED_OVER : { calendar: null };
  },
  "booking.cancelled": () => ({
    customer: "booking_cancelled",
    calendar: "salon_booking_cancelled",
    later: "nothing",
  }),
  "series.created": (status) => (status === "pending" ? REQUESTED : CONFIRMED),
  "series.updated": (_, __, { data }) => OF_VISITS[String(data["change"])] ?? {},
  "series.cancelled": () => ({ customer: "booking_cancelled", calendar: "salon_booking_cancelled" }),
  "booking.completed": () => ({ later: "review" }),
  "booking.reopened": () => ({ later: "nothing" }),
};

/** By what became of the visits of a series of which is told. */
const OF_VISITS: Readonly<Record<string, Notice>> = {
  "booking.rescheduled": MOVED,
  "booking.updated": HANDED_OVER,
};

/** Nothing of what is only noted, and nothing of holds: they may come to nothing. */
export function noticeOf({ type, data, previous }: Happened): Notice {
  const notice = NOTICES[type as EventType]?.(data["status"] as BookingStatus, previous["status"], {
    type,
    data,
    previous,
  });
  // What came of a change of its series is told with that.
  if (data["bySeries"]) return notice?.later ? { later: notice.later } : {};
  return notice ?? {};
}
