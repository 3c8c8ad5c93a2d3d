import {
  JoinedWaitlist,
  JoinWaitlist,
  ListWaitlist,
  OfferTime,
  WaitlistEntry,
  WaitlistPage,
  WaitlistRef,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import { getWaitlistEntry, joinWaitlist, leaveWaitlist, listWaitlist, offerTime } from "@salon/core";
import { z } from "zod";
import { bookingHolder, open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Waitlist"] as const;
const ENTRY = "/salons/{salonId}/waitlist/{entryId}";

export const waitlistRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/waitlist", {
        summary: "Who waits for a salon",
        description: "In the order in which they came; who does not wait any more stays in it for 30 days.",
        tags,
        scope: "bookings:read",
      }),
    )
    .input(ListWaitlist)
    .output(WaitlistPage)
    .query(({ ctx, input }) => listWaitlist(ctx, input)),
  join: procedure
    .meta(
      rest("POST /salons/{salonId}/waitlist", {
        summary: "Wait for time to become free",
        description:
          "What is wished, for which days and times of day. When time becomes free, whoever came first and fits gets a hold for as long as the salon's `waitlistOfferMinutes` and a message; to take it, confirm the booking. A guest gets `bookingToken` once: it opens the entry and what is offered.",
        tags,
        scope: "bookings:write",
        location: ({ id }: JoinedWaitlist, { salonId }: SalonRef) => `/salons/${salonId}/waitlist/${id}`,
        problems: [409],
        ...open,
      }),
    )
    .input(JoinWaitlist)
    .output(JoinedWaitlist)
    .mutation(({ ctx, input }) => joinWaitlist(ctx, input)),
  get: procedure
    .meta(rest(`GET ${ENTRY}`, { summary: "A wait", tags, scope: "bookings:read", ...bookingHolder }))
    .input(WaitlistRef)
    .output(WaitlistEntry)
    .query(({ ctx, input }) => getWaitlistEntry(ctx, input)),
  leave: procedure
    .meta(
      rest(`DELETE ${ENTRY}`, {
        summary: "Wait no longer",
        description: "Time that is held for whoever waits is free again.",
        tags,
        scope: "bookings:write",
        ...bookingHolder,
      }),
    )
    .input(WaitlistRef)
    .output(z.void())
    .mutation(({ ctx, input }) => leaveWaitlist(ctx, input)),
  offer: procedure
    .meta(
      rest(`POST ${ENTRY}/offer`, {
        summary: "Offer a time to somebody who waits",
        description:
          "Holds it for the salon's `waitlistOfferMinutes` and tells them. Refused as a booking at this time would be.",
        tags,
        scope: "bookings:write",
        problems: [409],
      }),
    )
    .input(OfferTime)
    .output(WaitlistEntry)
    .mutation(({ ctx, input }) => offerTime(ctx, input)),
});
