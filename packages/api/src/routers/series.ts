import {
  BookingSeriesPage,
  BookingSeriesPreview,
  BookingSeriesRef,
  BookingSeriesReport,
  CancelBookingSeries,
  CreateBookingSeries,
  ListBookingSeries,
  ListMyBookingSeries,
  UpdateBookingSeries,
  WholeBookingSeries,
} from "@salon/contracts";
import {
  cancelBookingSeries,
  createBookingSeries,
  getBookingSeries,
  listBookingSeries,
  listMyBookingSeries,
  previewBookingSeries,
  previewSeriesUpdate,
  updateBookingSeries,
} from "@salon/core";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Booking series"] as const;
const WITH_REPORT =
  "A refusal carries `occurrences`: what would become of every visit. `code` is that of the first visit that is in conflict, or else of the first that is `kept`.";

export const seriesRouter = router({
  create: procedure
    .meta(
      rest("POST /booking-series", {
        summary: "Book a visit every so many weeks",
        description: `For those with an account, and for the salon. Where the server asks for a challenge, accounts whose address is not verified send its response as \`X-Challenge-Response\`; each visit counts towards the 30 that are booked from one network a day. Every visit is at the same wall time; each is a booking of its own. \`fail\` books all or none, \`skip\` those that can be. ${WITH_REPORT}`,
        tags,
        scope: "bookings:write",
        idempotencyKey: "required",
        successStatus: 201,
        location: ({ id }: BookingSeriesReport) => `/booking-series/${id}`,
        problems: [409, 422],
      }),
    )
    .input(CreateBookingSeries)
    .output(BookingSeriesReport)
    .mutation(({ ctx, input }) => createBookingSeries(ctx, input)),
  preview: procedure
    .meta(
      rest("POST /booking-series/preview", {
        summary: "What would become of every visit of a series; changes nothing",
        description: "`possible`: it can be booked as long as nobody else does.",
        tags,
        scope: "bookings:write",
        problems: [422],
      }),
    )
    .input(CreateBookingSeries)
    .output(BookingSeriesPreview)
    .query(({ ctx, input }) => previewBookingSeries(ctx, input)),
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/booking-series", {
        summary: "A salon's series",
        description:
          "In the order in which they were made; a stylist's own are those with a visit of theirs.",
        tags,
        scope: "bookings:read",
      }),
    )
    .input(ListBookingSeries)
    .output(BookingSeriesPage)
    .query(({ ctx, input }) => listBookingSeries(ctx, input)),
  mine: procedure
    .meta(rest("GET /me/booking-series", { summary: "The caller's own series, in every salon", tags }))
    .input(ListMyBookingSeries)
    .output(BookingSeriesPage)
    .query(({ ctx, input }) => listMyBookingSeries(ctx, input)),
  get: procedure
    .meta(
      rest("GET /booking-series/{seriesId}", {
        summary: "A series with its visits",
        description: "A stylist sees those of the own calendar.",
        tags,
        scope: "bookings:read",
      }),
    )
    .input(BookingSeriesRef)
    .output(WholeBookingSeries)
    .query(({ ctx, input }) => getBookingSeries(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /booking-series/{seriesId}", {
        summary: "Move or change one visit of a series, those from it on, or all",
        description: `A new start is that of the visit that is named; the others move by as many days and as much of the clock. A visit that was moved by itself keeps its own time. Customers are bound by the window of each visit; what cannot be changed any more is \`kept\`. ${WITH_REPORT}`,
        tags,
        scope: "bookings:write",
        problems: [409, 412, 422],
      }),
    )
    .input(UpdateBookingSeries)
    .output(BookingSeriesReport)
    .mutation(({ ctx, input }) => updateBookingSeries(ctx, input)),
  previewUpdate: procedure
    .meta(
      rest("POST /booking-series/{seriesId}/preview", {
        summary: "What would become of every visit that a change means; changes nothing",
        tags,
        scope: "bookings:write",
        problems: [412, 422],
      }),
    )
    .input(UpdateBookingSeries)
    .output(BookingSeriesPreview)
    .query(({ ctx, input }) => previewSeriesUpdate(ctx, input)),
  cancel: procedure
    .meta(
      rest("POST /booking-series/{seriesId}/cancel", {
        summary: "Cancel one visit of a series, those from it on, or all",
        description: `As far as each can still be cancelled: the others are \`kept\`. ${WITH_REPORT}`,
        tags,
        scope: "bookings:write",
        problems: [409, 412],
      }),
    )
    .input(CancelBookingSeries)
    .output(BookingSeriesReport)
    .mutation(({ ctx, input }) => cancelBookingSeries(ctx, input)),
});
