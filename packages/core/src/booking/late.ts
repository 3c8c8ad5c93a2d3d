import { deadlines } from "./record.ts";
import type { BookingRecord } from "./record.ts";

/** Past the salon's window for cancelling. A request that the salon has not answered yet can always be taken back. */
export function isLate({ booking, policy, now }: Pick<BookingRecord, "booking" | "policy" | "now">): boolean {
  return booking.status !== "pending" && now > deadlines(booking.startsAt, policy).cancelUntil;
}
