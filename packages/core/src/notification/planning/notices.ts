import type { BookingStatus, EventType, NotificationKind } from "@salon/contracts";

/** What an event asks to be told, and whether the visit is reminded of from now on, or no more. */
export type Notice = {
  readonly customer?: NotificationKind;
  /** To the people in whose calendar it is. */
  readonly calendar?: NotificationKind;
  readonly reminders?: "planned" | "ended";
};

type Happened = {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previous: Readonly<Record<string, unknown>>;
};

const BOOKED: Notice = {
  customer: "booking_confirmed",
  calendar: "salon_booking_created",
  reminders: "planned",
};
const REQUESTED: Notice = { customer: "booking_requested", calendar: "salon_booking_created" };
const MOVED: Notice = { customer: "booking_rescheduled", calendar: "salon_booking_rescheduled" };

const NOTICES: { readonly [Type in EventType]?: (status: BookingStatus, before: unknown) => Notice } = {
  "booking.created": (status) => (status === "pending" ? REQUESTED : BOOKED),
  "booking.confirmed": () => BOOKED,
  "booking.approved": () => ({ customer: "booking_approved", reminders: "planned" }),
  "booking.declined": () => ({ customer: "booking_declined" }),
  "booking.expired": (_, before) => (before === "pending" ? { customer: "booking_request_expired" } : {}),
  "booking.rescheduled": (status) => {
    if (status === "held") return {};
    return { ...MOVED, reminders: status === "confirmed" ? "planned" : "ended" };
  },
  "booking.cancelled": () => ({
    customer: "booking_cancelled",
    calendar: "salon_booking_cancelled",
    reminders: "ended",
  }),
};

/** Nothing of what is only noted, and nothing of holds: they may come to nothing. */
export function noticeOf({ type, data, previous }: Happened): Notice {
  const notice = NOTICES[type as EventType];
  return notice ? notice(data["status"] as BookingStatus, previous["status"]) : {};
}
