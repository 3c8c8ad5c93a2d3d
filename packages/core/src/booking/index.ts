export { openBooking } from "./open-booking.ts";
export { mayReadBooking } from "./policy.ts";
export { sweepSalon } from "./sweep-due.ts";
