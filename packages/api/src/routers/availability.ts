import {
  Availability,
  ExplainAvailability,
  Explanation,
  FindAvailability,
  SearchAvailability,
  WatchAvailability,
} from "@salon/contracts";
import { explainAvailability, findAvailability, searchAvailability, watchAvailability } from "@salon/core";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";
import { underSequences, watchOf } from "../under-sequences.ts";

const tags = ["Availability"] as const;

export const availabilityRouter = router({
  find: procedure
    .meta(
      rest("GET /salons/{salonId}/availability", { summary: "Free starts of one service", tags, ...open }),
    )
    .input(FindAvailability)
    .output(Availability)
    .query(({ ctx, input }) => findAvailability(ctx, input)),
  search: procedure
    .meta(
      rest("POST /salons/{salonId}/availability", {
        summary: "Free starts of a visit with one service or several",
        tags,
        ...open,
      }),
    )
    .input(SearchAvailability)
    .output(Availability)
    .query(({ ctx, input }) => searchAvailability(ctx, input)),
  explain: procedure
    .meta(
      rest("POST /salons/{salonId}/availability/explain", {
        summary: "Why a start can or cannot be booked",
        tags,
        ...open,
        problems: [422],
      }),
    )
    .input(ExplainAvailability)
    .output(Explanation)
    .query(({ ctx, input }) => explainAvailability(ctx, input)),
  onChange: procedure.input(WatchAvailability).subscription(async ({ ctx, input, signal }) => {
    const changes = await watchAvailability(ctx, input, watchOf(ctx, signal));
    return underSequences(changes, ({ dates }) => ({ dates }));
  }),
});
