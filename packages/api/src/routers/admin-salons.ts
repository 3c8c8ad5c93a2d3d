import {
  AdminListSalons,
  AdminSalon,
  AdminSalonPage,
  AdminSalonRef,
  JudgeSalon,
  SuspendSalon,
} from "@salon/contracts";
import { approveSalon, inspectSalon, listSalons, restoreSalon, suspendSalon } from "@salon/core";
import { rest } from "../rest.ts";
import { procedure } from "../trpc.ts";

const tags = ["Admin"] as const;

export const adminSalons = {
  listSalons: procedure
    .meta(
      rest("GET /admin/salons", {
        summary: "Salons of every status, newest first",
        description: "For support and superadmins. `query` is a part of the name, or the whole id or slug.",
        tags,
      }),
    )
    .input(AdminListSalons)
    .output(AdminSalonPage)
    .query(({ ctx, input }) => listSalons(ctx, input)),
  getSalon: procedure
    .meta(
      rest("GET /admin/salons/{salonId}", {
        summary: "A salon with its owners, by its id or slug",
        description: "For support and superadmins.",
        tags,
      }),
    )
    .input(AdminSalonRef)
    .output(AdminSalon)
    .query(({ ctx, input }) => inspectSalon(ctx, input)),
  approveSalon: procedure
    .meta(
      rest("POST /admin/salons/{salonId}/approve", {
        summary: "Open a salon that waits for approval to the public",
        description: "For support and superadmins. Approving a published salon again changes nothing.",
        tags,
        problems: [409],
      }),
    )
    .input(JudgeSalon)
    .output(AdminSalon)
    .mutation(({ ctx, input }) => approveSalon(ctx, input)),
  suspendSalon: procedure
    .meta(
      rest("POST /admin/salons/{salonId}/suspend", {
        summary: "Take a salon from the public",
        description:
          "For support and superadmins. Nobody finds or books the salon; its members still read it and serve what is booked. The reason stands in the audit log and in the salon's event `salon.suspended`, which its managers read.",
        tags,
      }),
    )
    .input(SuspendSalon)
    .output(AdminSalon)
    .mutation(({ ctx, input }) => suspendSalon(ctx, input)),
  restoreSalon: procedure
    .meta(
      rest("POST /admin/salons/{salonId}/restore", {
        summary: "Make a suspended salon what it was before",
        description: "For support and superadmins. Restoring one that is not suspended changes nothing.",
        tags,
      }),
    )
    .input(JudgeSalon)
    .output(AdminSalon)
    .mutation(({ ctx, input }) => restoreSalon(ctx, input)),
};
