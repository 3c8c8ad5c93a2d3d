export { endBookingsOf } from "./ending/end-bookings-of.ts";
export { openBooking } from "./open-booking.ts";
export { manageUrl } from "./manage-link.ts";
export { mayReadBooking } from "./policy.ts";
export { findBookingsById } from "./queries.ts";
export { deadlines, totalOf, type BookingRecord } from "./record.ts";
export { releaseExpiredHolds } from "./release-expired-holds.ts";
export { tellOfBookings } from "./tell-of-bookings.ts";
export { sweepSalon } from "./due/sweep-due.ts";
