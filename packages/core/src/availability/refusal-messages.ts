import type { Refusal } from "@salon/scheduling";

/** What a refusal says to people; names nobody. */
export const REFUSAL_MESSAGES: Record<Refusal, string> = {
  salon_not_bookable: "The salon takes no bookings at the moment.",
  variant_not_bookable: "This service cannot be booked here.",
  staff_not_bookable: "This person cannot be booked here.",
  staff_does_not_offer: "Nobody asked for offers this service.",
  too_soon: "The start is in the past or inside the salon's lead time.",
  beyond_horizon: "The date is further ahead than the salon takes bookings.",
  closed: "There are no working hours on that date.",
  outside_hours: "The start is outside working hours.",
  off_grid: "The start is not one of the salon's starting times.",
  duration_exceeds_window: "The service would run past working hours.",
  time_off: "The person is off at that time.",
  staff_busy: "The person is busy at that time.",
  resource_busy: "A room, chair or machine that the service needs is taken at that time.",
  client_busy: "The client has another visit at that time.",
  daily_limit: "The person's bookings for that day are full.",
  held: "Somebody is booking this time at the moment.",
};
