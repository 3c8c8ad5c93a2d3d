export { endBookingsOf } from "./ending/end-bookings-of.ts";
export { openBooking } from "./open-booking.ts";
export { mayReadBooking } from "./policy.ts";
export { releaseExpiredHolds } from "./release-expired-holds.ts";
export { tellOfBookings } from "./tell-of-bookings.ts";
export { sweepSalon } from "./due/sweep-due.ts";
