import { EventPage, ListEvents } from "@salon/contracts";
import { listEvents } from "@salon/core";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Events"] as const;

export const eventsRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/events", {
        summary: "What happened in a salon, in order",
        description:
          "Read on with the sequence of the last event seen. Nothing is skipped and nothing comes twice.",
        tags,
        scope: "events:read",
        cursorField: "after",
      }),
    )
    .input(ListEvents)
    .output(EventPage)
    .query(({ ctx, input }) => listEvents(ctx, input)),
});
