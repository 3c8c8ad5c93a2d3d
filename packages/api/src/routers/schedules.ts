import {
  FindSalonOverride,
  FindStaffOverride,
  ListSalonOverrides,
  ListStaffOverrides,
  Override,
  OverrideChange,
  OverridePage,
  SalonOverrideRef,
  SalonRef,
  SetSalonHours,
  SetSalonOverride,
  SetStaffHours,
  SetStaffOverride,
  StaffOverrideRef,
  StaffRef,
  WorkingHours,
  WorkingHoursChange,
} from "@salon/contracts";
import { getHours, getOverride, listOverrides, removeOverride, setHours, setOverride } from "@salon/core";
import { z } from "zod";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Schedules"] as const;
const query = ["dryRun"] as const;

export const schedulesRouter = router({
  salonHours: procedure
    .meta(rest("GET /salons/{salonId}/hours", { summary: "A salon's weekly hours", tags, ...open }))
    .input(SalonRef)
    .output(WorkingHours)
    .query(({ ctx, input }) => getHours(ctx, input)),
  setSalonHours: procedure
    .meta(
      rest("PUT /salons/{salonId}/hours", {
        summary: "Replace a salon's weekly hours",
        tags,
        scope: "salon:write",
        query,
      }),
    )
    .input(SetSalonHours)
    .output(WorkingHoursChange)
    .mutation(({ ctx, input }) => setHours(ctx, input)),
  staffHours: procedure
    .meta(
      rest("GET /salons/{salonId}/staff/{staffId}/hours", {
        summary: "A staff member's weekly hours; an empty list follows the salon's",
        tags,
        ...open,
      }),
    )
    .input(StaffRef)
    .output(WorkingHours)
    .query(({ ctx, input }) => getHours(ctx, input)),
  setStaffHours: procedure
    .meta(
      rest("PUT /salons/{salonId}/staff/{staffId}/hours", {
        summary: "Replace a staff member's weekly hours",
        tags,
        scope: "salon:write",
        query,
      }),
    )
    .input(SetStaffHours)
    .output(WorkingHoursChange)
    .mutation(({ ctx, input }) => setHours(ctx, input)),
  salonOverrides: procedure
    .meta(
      rest("GET /salons/{salonId}/overrides", {
        summary: "Dates on which a salon has other hours",
        tags,
        ...open,
      }),
    )
    .input(ListSalonOverrides)
    .output(OverridePage)
    .query(({ ctx, input }) => listOverrides(ctx, input)),
  salonOverride: procedure
    .meta(
      rest("GET /salons/{salonId}/overrides/{date}", {
        summary: "A salon's hours on one date",
        tags,
        ...open,
      }),
    )
    .input(FindSalonOverride)
    .output(Override)
    .query(({ ctx, input }) => getOverride(ctx, input)),
  setSalonOverride: procedure
    .meta(
      rest("PUT /salons/{salonId}/overrides/{date}", {
        summary: "Give a salon other hours on one date, or close it",
        tags,
        scope: "salon:write",
        query,
      }),
    )
    .input(SetSalonOverride)
    .output(OverrideChange)
    .mutation(({ ctx, input }) => setOverride(ctx, input)),
  removeSalonOverride: procedure
    .meta(
      rest("DELETE /salons/{salonId}/overrides/{date}", {
        summary: "Go back to a salon's weekly hours on one date",
        tags,
        scope: "salon:write",
      }),
    )
    .input(SalonOverrideRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeOverride(ctx, input)),
  staffOverrides: procedure
    .meta(
      rest("GET /salons/{salonId}/staff/{staffId}/overrides", {
        summary: "Dates on which a staff member has other hours",
        tags,
        ...open,
      }),
    )
    .input(ListStaffOverrides)
    .output(OverridePage)
    .query(({ ctx, input }) => listOverrides(ctx, input)),
  staffOverride: procedure
    .meta(
      rest("GET /salons/{salonId}/staff/{staffId}/overrides/{date}", {
        summary: "A staff member's hours on one date",
        tags,
        ...open,
      }),
    )
    .input(FindStaffOverride)
    .output(Override)
    .query(({ ctx, input }) => getOverride(ctx, input)),
  setStaffOverride: procedure
    .meta(
      rest("PUT /salons/{salonId}/staff/{staffId}/overrides/{date}", {
        summary: "Give a staff member other hours on one date, or none",
        tags,
        scope: "salon:write",
        query,
      }),
    )
    .input(SetStaffOverride)
    .output(OverrideChange)
    .mutation(({ ctx, input }) => setOverride(ctx, input)),
  removeStaffOverride: procedure
    .meta(
      rest("DELETE /salons/{salonId}/staff/{staffId}/overrides/{date}", {
        summary: "Go back to a staff member's weekly hours on one date",
        tags,
        scope: "salon:write",
      }),
    )
    .input(StaffOverrideRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeOverride(ctx, input)),
});
