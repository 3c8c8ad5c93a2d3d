import type { BookingStatus, EventType } from "@salon/contracts";

type MoveRule = {
  readonly from: readonly BookingStatus[];
  readonly to: BookingStatus;
  readonly event: EventType;
  /** Whether the booking's time becomes free. */
  readonly frees: boolean;
};

/** A booking's life, with the undo that a front desk needs. Cancelling and confirming choose between two of them. */
export const MOVES = {
  confirm: { from: ["held"], to: "confirmed", event: "booking.confirmed", frees: false },
  requestApproval: { from: ["held"], to: "pending", event: "booking.created", frees: false },
  release: { from: ["held"], to: "released", event: "booking.released", frees: true },
  approve: { from: ["pending"], to: "confirmed", event: "booking.approved", frees: false },
  decline: { from: ["pending"], to: "declined", event: "booking.declined", frees: true },
  expire: { from: ["held", "pending"], to: "expired", event: "booking.expired", frees: true },
  checkIn: { from: ["confirmed"], to: "checked_in", event: "booking.checked_in", frees: false },
  start: { from: ["confirmed", "checked_in"], to: "in_service", event: "booking.started", frees: false },
  complete: {
    from: ["confirmed", "checked_in", "in_service"],
    to: "completed",
    event: "booking.completed",
    frees: false,
  },
  noShow: { from: ["confirmed", "checked_in"], to: "no_show", event: "booking.no_show", frees: false },
  reopen: { from: ["no_show", "completed"], to: "confirmed", event: "booking.reopened", frees: false },
  cancelByClient: {
    from: ["pending", "confirmed"],
    to: "cancelled_by_client",
    event: "booking.cancelled",
    frees: true,
  },
  cancelBySalon: {
    from: ["pending", "confirmed", "checked_in", "in_service"],
    to: "cancelled_by_salon",
    event: "booking.cancelled",
    frees: true,
  },
} as const satisfies Record<string, MoveRule>;

export type Move = keyof typeof MOVES;

/** Whether the move may be made from this status; `repeated` where it was made already and nothing is left to do. */
export function judgeMove(status: BookingStatus, move: Move): "allowed" | "repeated" | "refused" {
  const rule: MoveRule = MOVES[move];
  if (rule.from.includes(status)) return "allowed";
  return rule.to === status ? "repeated" : "refused";
}

/** Statuses in which a booking may still be given another time. */
export const MOVABLE_STATUSES: readonly BookingStatus[] = ["held", "pending", "confirmed"];
