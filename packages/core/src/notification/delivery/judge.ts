import type { DELIVERY_FAILURES } from "@salon/contracts";
import type { BookingRecord } from "../../booking/index.ts";
import type { Claimed } from "./queries.ts";

export type Failure = (typeof DELIVERY_FAILURES)[number];

const HOUR_MS = 3_600_000;
/** A reminder says nothing new when the visit is as near as this to the time it names; to ask how it was has time. */
const LATE_MS = { booking_reminder: HOUR_MS / 2, review_requested: 72 * HOUR_MS };

/** Why a message that is due is not to be sent any more; undefined: it is. */
export function whyNot(
  { delivery, notification, salon, clockMs }: Claimed,
  record: BookingRecord | undefined,
  reviewed: ReadonlySet<string>,
): Failure | undefined {
  const { dueAt } = delivery;
  if (!record) return "over";
  if (dueAt === null) return undefined;
  const { status, startsAt } = record.booking;
  const isReminder = notification.kind !== "review_requested";
  if (status !== (isReminder ? "confirmed" : "completed") || reviewed.has(record.booking.id)) return "over";
  if (startsAt.getTime() !== notification.startsAt.getTime()) return "moved";
  // A sandbox's clock jumps: what it has passed over happens at once, in its order.
  const now = salon.testNow?.getTime() ?? clockMs;
  if (isReminder && now >= notification.startsAt.getTime()) return "late";
  const late = LATE_MS[isReminder ? "booking_reminder" : "review_requested"];
  return salon.testNow === null && now > dueAt.getTime() + late ? "late" : undefined;
}
