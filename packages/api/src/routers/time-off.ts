import {
  CreateTimeOff,
  FindTimeOff,
  ListTimeOff,
  TimeOff,
  TimeOffCreated,
  TimeOffPage,
  TimeOffRef,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import { createTimeOff, getTimeOff, listTimeOff, removeTimeOff } from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Time off"] as const;

/** A dry run makes nothing and leads to the list. */
const location = ({ id }: TimeOffCreated, { salonId }: SalonRef) =>
  id === null ? `/salons/${salonId}/time-off` : `/salons/${salonId}/time-off/${id}`;

export const timeOffRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/time-off", {
        summary: "When staff and resources are off",
        tags,
        scope: "salon:read",
      }),
    )
    .input(ListTimeOff)
    .output(TimeOffPage)
    .query(({ ctx, input }) => listTimeOff(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/time-off", {
        summary: "Take somebody or a resource out of service for a while",
        tags,
        scope: "salon:write",
        location,
        query: ["dryRun"],
        problems: [409],
      }),
    )
    .input(CreateTimeOff)
    .output(TimeOffCreated)
    .mutation(({ ctx, input }) => createTimeOff(ctx, input)),
  get: procedure
    .meta(
      rest("GET /salons/{salonId}/time-off/{timeOffId}", {
        summary: "One time off",
        tags,
        scope: "salon:read",
      }),
    )
    .input(FindTimeOff)
    .output(TimeOff)
    .query(({ ctx, input }) => getTimeOff(ctx, input)),
  remove: procedure
    .meta(
      rest("DELETE /salons/{salonId}/time-off/{timeOffId}", {
        summary: "Give the time back",
        tags,
        scope: "salon:write",
      }),
    )
    .input(TimeOffRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeTimeOff(ctx, input)),
});
