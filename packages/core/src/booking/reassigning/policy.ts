import { atLeast } from "../../access/index.ts";

/** All of somebody's at once. What changes is bookings; who works in the salon stays the same. */
export const mayReassignBookings = atLeast("manager", "bookings:write");
