import type { DELIVERY_FAILURES } from "@salon/contracts";
import type { BookingRecord } from "../../booking/index.ts";
import type { Claimed } from "./queries.ts";

export type Failure = (typeof DELIVERY_FAILURES)[number];

/** A reminder says nothing new when the visit is as near as this to the time it names. */
const LATE_MS = 30 * 60_000;

/** Why a message that is due is not to be sent any more; undefined: it is. */
export function whyNot(
  { delivery, notification, salon, clockMs }: Claimed,
  record: BookingRecord,
): Failure | undefined {
  if (delivery.dueAt === null) return undefined;
  if (record.booking.status !== "confirmed") return "over";
  if (record.booking.startsAt.getTime() !== notification.startsAt.getTime()) return "moved";
  // A sandbox's clock jumps: what it has passed over happens at once, in its order.
  const now = salon.testNow?.getTime() ?? clockMs;
  if (now >= notification.startsAt.getTime()) return "late";
  return salon.testNow === null && now > delivery.dueAt.getTime() + LATE_MS ? "late" : undefined;
}
