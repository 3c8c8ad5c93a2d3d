import {
  ArchiveStaff,
  CreateStaff,
  ListOfSalon,
  Staff,
  StaffPage,
  StaffRef,
  UpdateStaff,
  ReassignBookings,
  ReassignedBookings,
  StaffArchival,
  SetStaffServices,
  ShareStaff,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import {
  archiveStaff,
  createStaff,
  getStaff,
  listStaff,
  reassignBookings,
  updateStaff,
  setStaffServices,
  shareStaff,
} from "@salon/core";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Staff"] as const;
const location = ({ id }: Staff, { salonId }: SalonRef) => `/salons/${salonId}/staff/${id}`;

export const staffRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/staff", {
        summary: "Who works in a salon, and what they do",
        tags,
        ...open,
      }),
    )
    .input(ListOfSalon)
    .output(StaffPage)
    .query(({ ctx, input }) => listStaff(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/staff", {
        summary: "Add a staff member",
        tags,
        scope: "salon:write",
        location,
        problems: [409],
      }),
    )
    .input(CreateStaff)
    .output(Staff)
    .mutation(({ ctx, input }) => createStaff(ctx, input)),
  get: procedure
    .meta(
      rest("GET /salons/{salonId}/staff/{staffId}", { summary: "A staff member's profile", tags, ...open }),
    )
    .input(StaffRef)
    .output(Staff)
    .query(({ ctx, input }) => getStaff(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/staff/{staffId}", {
        summary: "Change a staff member's profile",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(UpdateStaff)
    .output(Staff)
    .mutation(({ ctx, input }) => updateStaff(ctx, input)),
  archive: procedure
    .meta(
      rest("DELETE /salons/{salonId}/staff/{staffId}", {
        summary: "End a staff member's work in the salon, or list the bookings in the way",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(ArchiveStaff)
    .output(StaffArchival.optional())
    .mutation(({ ctx, input }) => archiveStaff(ctx, input)),
  reassignBookings: procedure
    .meta(
      rest("POST /salons/{salonId}/staff/{staffId}/reassign-bookings", {
        summary: "Give a staff member's bookings to come to others, or list who would get them",
        description:
          "Whole days at a go, about 200 bookings: `next` is the `from` of the next one. Time, services, prices and rooms stay. A booking for which nobody is free stays in `left`, marked `needsAttention`. `dryRun` changes nothing.",
        tags,
        scope: "bookings:write",
        problems: [409],
      }),
    )
    .input(ReassignBookings)
    .output(ReassignedBookings)
    .mutation(({ ctx, input }) => reassignBookings(ctx, input)),
  setServices: procedure
    .meta(
      rest("PUT /salons/{salonId}/staff/{staffId}/services", {
        summary: "Replace what a staff member does in the salon",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(SetStaffServices)
    .output(Staff)
    .mutation(({ ctx, input }) => setStaffServices(ctx, input)),
  share: procedure
    .meta(
      rest("POST /salons/{salonId}/shared-staff", {
        summary: "Let a staff member of another of the business's salons work here too",
        tags,
        scope: "salon:write",
        location,
        problems: [409],
      }),
    )
    .input(ShareStaff)
    .output(Staff)
    .mutation(({ ctx, input }) => shareStaff(ctx, input)),
});
