import { DomainError } from "../errors.ts";
import type { BookingRecord } from "./record.ts";

/** A hold lives until its time is over, whether or not anybody swept it up. Throws `hold_expired`. */
export function expectUnexpired({ booking, now }: Pick<BookingRecord, "booking" | "now">): void {
  const isOver = booking.status === "held" && booking.holdExpiresAt !== null && booking.holdExpiresAt <= now;
  if (booking.status === "expired" || isOver) throw holdExpired();
}

export function holdExpired(): DomainError {
  return new DomainError("hold_expired", "The hold has expired; its time may be gone.");
}
