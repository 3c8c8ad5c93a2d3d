import {
  ExportBookings,
  Booking,
  BookingPage,
  BookingRef,
  CancelBooking,
  ConfirmBooking,
  CreateBooking,
  CreatedBooking,
  ListBookings,
  ListMyBookings,
  Quote,
  QuoteBooking,
  RescheduleBooking,
  UpdateBooking,
  VersionedBookingRef,
  WatchBookings,
} from "@salon/contracts";
import {
  approveBooking,
  cancelBooking,
  checkInBooking,
  completeBooking,
  confirmBooking,
  createBooking,
  exportBookings,
  declineBooking,
  getBooking,
  getInvite,
  listBookings,
  listMyBookings,
  markNoShow,
  quoteBooking,
  releaseBooking,
  reopenBooking,
  rescheduleBooking,
  startBooking,
  updateBooking,
  watchBookings,
} from "@salon/core";
import type { Ctx } from "@salon/core";
import { z } from "zod";
import { csvOf } from "../csv/write.ts";
import { bookingHolder, open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";
import { underSequences, watchOf } from "../under-sequences.ts";

const EXPORTED_COLUMNS = [
  "id",
  "status",
  "startsAt",
  "endsAt",
  "localStart",
  "clientId",
  "clientName",
  "services",
  "staff",
  "totalMinor",
  "currency",
  "source",
  "late",
] as const;
const tags = ["Bookings"] as const;

/** One step of a booking's life: `POST /bookings/{bookingId}/<step>`. */
const step = (
  name: string,
  summary: string,
  move: (ctx: Ctx, input: VersionedBookingRef) => Promise<Booking>,
  who = {},
) =>
  procedure
    .meta(
      rest(`POST /bookings/{bookingId}/${name}`, {
        summary,
        tags,
        scope: "bookings:write",
        problems: [409, 412],
        ...who,
      }),
    )
    .input(VersionedBookingRef)
    .output(Booking)
    .mutation(({ ctx, input }) => move(ctx, input));

export const bookingsRouter = router({
  quote: procedure
    .meta(
      rest("POST /bookings/quote", {
        summary: "What a visit would cost; changes nothing",
        tags,
        ...open,
        problems: [409, 422],
      }),
    )
    .input(QuoteBooking)
    .output(Quote)
    .query(({ ctx, input }) => quoteBooking(ctx, input)),
  create: procedure
    .meta(
      rest("POST /bookings", {
        summary: "Book a visit, or hold its time",
        tags,
        scope: "bookings:write",
        ...open,
        security: [{}, { challenge: [] }],
        description:
          "A guest may have two holds open at a time, a customer five (`too_many_holds`). Where the server asks for a challenge, guests, and accounts whose address is not verified, send its response as `X-Challenge-Response`; from one network they book or hold 30 times a day (`too_many_requests`). An API key books as its salon: it names a `client`, unless it holds, and needs `bookings:override` as well for `override`.",
        idempotencyKey: "required",
        successStatus: 201,
        location: ({ id }: CreatedBooking) => `/bookings/${id}`,
        problems: [409, 422],
      }),
    )
    .input(CreateBooking)
    .output(CreatedBooking)
    .mutation(({ ctx, input }) => createBooking(ctx, input)),
  get: procedure
    .meta(
      rest("GET /bookings/{bookingId}", {
        summary: "A booking",
        tags,
        scope: "bookings:read",
        ...bookingHolder,
      }),
    )
    .input(BookingRef)
    .output(Booking)
    .query(({ ctx, input }) => getBooking(ctx, input)),
  invite: procedure
    .meta(
      rest("GET /bookings/{bookingId}/invite.ics", {
        summary: "A booking for a calendar",
        description:
          "As its mails bring it: asked of whoever has a mail address, called off where it does not stand any more. Whoever booked finds the link to their booking in it; a key without `clients:read` finds nobody's address.",
        tags,
        mediaType: "text/calendar",
        attachment: "invite.ics",
        scope: "bookings:read",
        ...bookingHolder,
      }),
    )
    .input(BookingRef)
    .output(z.string())
    .query(({ ctx, input }) => getInvite(ctx, input)),
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/bookings", { summary: "A salon's bookings", tags, scope: "bookings:read" }),
    )
    .input(ListBookings)
    .output(BookingPage)
    .query(({ ctx, input }) => listBookings(ctx, input)),
  export: procedure
    .meta(
      rest("GET /salons/{salonId}/bookings/export", {
        summary: "A salon's bookings as a file for spreadsheets",
        description:
          "Comma-separated, of a period by when they start. A cell that begins like a formula has an apostrophe before it. More than 20,000 are refused with 409 `limit_reached`.",
        tags,
        mediaType: "text/csv",
        attachment: "bookings.csv",
        scope: "bookings:read",
        problems: [409],
      }),
    )
    .input(ExportBookings)
    .output(z.string())
    .query(async ({ ctx, input }) => csvOf(EXPORTED_COLUMNS, await exportBookings(ctx, input))),
  mine: procedure
    .meta(rest("GET /me/bookings", { summary: "The caller's own bookings, in every salon", tags }))
    .input(ListMyBookings)
    .output(BookingPage)
    .query(({ ctx, input }) => listMyBookings(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /bookings/{bookingId}", {
        summary: "Change a note, people, minutes or prices",
        description:
          "People and minutes are the salon's, prices and overrides a manager's: an API key needs `bookings:override` for those.",
        tags,
        scope: "bookings:write",
        ...bookingHolder,
        problems: [409, 412],
      }),
    )
    .input(UpdateBooking)
    .output(Booking)
    .mutation(({ ctx, input }) => updateBooking(ctx, input)),
  confirm: procedure
    .meta(
      rest("POST /bookings/{bookingId}/confirm", {
        summary: "Make a hold a booking",
        tags,
        scope: "bookings:write",
        ...bookingHolder,
        problems: [409, 412],
      }),
    )
    .input(ConfirmBooking)
    .output(Booking)
    .mutation(({ ctx, input }) => confirmBooking(ctx, input)),
  release: step("release", "Let a hold go", releaseBooking, bookingHolder),
  cancel: procedure
    .meta(
      rest("POST /bookings/{bookingId}/cancel", {
        summary: "Cancel a booking",
        tags,
        scope: "bookings:write",
        ...bookingHolder,
        problems: [409, 412],
      }),
    )
    .input(CancelBooking)
    .output(Booking)
    .mutation(({ ctx, input }) => cancelBooking(ctx, input)),
  reschedule: procedure
    .meta(
      rest("POST /bookings/{bookingId}/reschedule", {
        summary: "Give a booking another time",
        tags,
        scope: "bookings:write",
        ...bookingHolder,
        problems: [409, 412, 422],
      }),
    )
    .input(RescheduleBooking)
    .output(Booking)
    .mutation(({ ctx, input }) => rescheduleBooking(ctx, input)),
  approve: step("approve", "Accept a booking that waits for approval", approveBooking),
  decline: step("decline", "Turn down a booking that waits for approval", declineBooking),
  checkIn: step("check-in", "The client has arrived", checkInBooking),
  start: step("start", "The service begins", startBooking),
  complete: step("complete", "The service is done", completeBooking),
  noShow: step("no-show", "The client did not come", markNoShow),
  onChange: procedure.input(WatchBookings).subscription(async ({ ctx, input, signal }) => {
    const events = await watchBookings(ctx, input, watchOf(ctx, signal));
    return underSequences(events, (event) => event);
  }),
  reopen: step("reopen", "Take back a no-show or a completion", reopenBooking, {
    scope: "bookings:override",
  }),
});
