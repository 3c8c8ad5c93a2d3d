import type { Words } from "./words.ts";

export const EN: Words = {
  titles: {
    booking_confirmed: ({ salon, when }) => `Booked: ${salon}, ${when}`,
    booking_requested: ({ salon, when }) => `Asked for: ${salon}, ${when}`,
    booking_approved: ({ salon, when }) => `Accepted: ${salon}, ${when}`,
    booking_declined: ({ salon, when }) => `Not accepted: ${salon}, ${when}`,
    booking_request_expired: ({ salon, when }) => `Not answered: ${salon}, ${when}`,
    booking_rescheduled: ({ salon, when }) => `New time: ${salon}, ${when}`,
    booking_staff_changed: ({ salon, when }) => `Changed: ${salon}, ${when}`,
    booking_cancelled: ({ salon, when }) => `Cancelled: ${salon}, ${when}`,
    booking_reminder: ({ salon, when }) => `Reminder: ${salon}, ${when}`,
    review_requested: ({ salon }) => `How was it at ${salon}?`,
    waitlist_offer: ({ salon, when }) => `A time is free: ${salon}, ${when}`,
    salon_booking_requested: ({ when }) => `New request: ${when}`,
    salon_booking_created: ({ when }) => `New booking: ${when}`,
    salon_booking_rescheduled: ({ when }) => `Booking moved: ${when}`,
    salon_booking_cancelled: ({ when }) => `Booking cancelled: ${when}`,
    salon_booking_assigned: ({ when }) => `Now yours: ${when}`,
    salon_booking_unassigned: ({ when }) => `No longer yours: ${when}`,
  },
  openings: {
    booking_confirmed: ({ salon }) => `Your booking at ${salon} is confirmed.`,
    booking_requested: ({ salon }) =>
      `${salon} has your request. The time is kept for you; you hear from us when it is answered.`,
    booking_approved: ({ salon }) => `${salon} has accepted your request. Your booking is confirmed.`,
    booking_declined: ({ salon }) => `${salon} could not accept your request.`,
    booking_request_expired: ({ salon }) =>
      `${salon} did not answer your request in time. It is over, and you owe nothing.`,
    booking_rescheduled: ({ salon }) => `Your booking at ${salon} has another time.`,
    booking_staff_changed: ({ salon }) =>
      `At your booking at ${salon} somebody else will look after you. The time stays as it is.`,
    booking_cancelled: ({ salon }) => `Your booking at ${salon} is cancelled.`,
    booking_reminder: ({ salon }) => `${salon} is looking forward to your visit.`,
    review_requested: ({ salon }) => `You were at ${salon}. Others would like to know how it was.`,
    waitlist_offer: ({ salon }) =>
      `You wait for a time at ${salon}: this one is free now. It is kept for you for a while; confirm it to take it.`,
    salon_booking_requested: ({ client }) =>
      `${client} asks for a visit. The time is kept until you accept or decline.`,
    salon_booking_created: ({ client }) => `${client} has booked a visit.`,
    salon_booking_rescheduled: ({ client }) => `The visit of ${client} has another time.`,
    salon_booking_cancelled: ({ client }) => `The visit of ${client} is cancelled.`,
    salon_booking_assigned: ({ client }) => `The visit of ${client} is in your calendar now.`,
    salon_booking_unassigned: ({ client }) => `The visit of ${client} is not in your calendar any more.`,
  },
  openingsOfSeveral: {
    booking_confirmed: ({ salon }) => `Your bookings at ${salon} are confirmed.`,
    booking_requested: ({ salon }) =>
      `${salon} has your requests. The times are kept for you; you hear from us when they are answered.`,
    booking_rescheduled: ({ salon }) => `Your bookings at ${salon} have other times.`,
    booking_staff_changed: ({ salon }) =>
      `At your bookings at ${salon} somebody else will look after you. The times stay as they are.`,
    booking_cancelled: ({ salon }) => `Your bookings at ${salon} are cancelled.`,
    salon_booking_requested: ({ client }) =>
      `${client} asks for several visits. Their times are kept until you accept or decline them.`,
    salon_booking_created: ({ client }) => `${client} has booked several visits.`,
    salon_booking_rescheduled: ({ client }) => `Several visits of ${client} have other times.`,
    salon_booking_cancelled: ({ client }) => `Several visits of ${client} are cancelled.`,
    salon_booking_assigned: ({ client }) => `Several visits of ${client} are in your calendar now.`,
    salon_booking_unassigned: ({ client }) =>
      `Several visits of ${client} are not in your calendar any more.`,
  },
  several: (count, first) => `${count} visits from ${first}`,
  eachInCalendar:
    "The attached calendar holds every visit, with a link of its own for seeing or changing it.",
  greeting: (name) => `Hello ${name},`,
  when: "When",
  formerly: "Before",
  yourTime: (when) => `For you that is ${when}`,
  services: "What",
  by: (service, staff) => `${service}, with ${staff}`,
  price: "Price",
  where: "Where",
  answerUntil: "Answer until",
  client: "Client",
  note: "Note",
  reason: "Reason",
  cancelUntil: "Cancel until",
  keptUntil: "Kept for you until",
  open: "See or change the booking",
  review: "Review the visit",
  contact: (how) => `Questions? The salon is reached at ${how}.`,
  stop: "No more of these messages",
  locale: "en-GB",
};
