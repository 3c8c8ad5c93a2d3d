import {
  AddOn,
  AddOnPage,
  AddOnRef,
  CreateAddOn,
  ListOfSalon,
  UpdateAddOn,
  VersionedAddOnRef,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import { archiveAddOn, createAddOn, getAddOn, listAddOns, updateAddOn } from "@salon/core";
import { z } from "zod";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Catalog"] as const;

export const addOnsRouter = router({
  list: procedure
    .meta(rest("GET /salons/{salonId}/add-ons", { summary: "A salon's add-ons", tags, ...open }))
    .input(ListOfSalon)
    .output(AddOnPage)
    .query(({ ctx, input }) => listAddOns(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/add-ons", {
        summary: "Make an add-on",
        tags,
        scope: "salon:write",
        location: ({ id }: AddOn, { salonId }: SalonRef) => `/salons/${salonId}/add-ons/${id}`,
        problems: [409],
      }),
    )
    .input(CreateAddOn)
    .output(AddOn)
    .mutation(({ ctx, input }) => createAddOn(ctx, input)),
  get: procedure
    .meta(rest("GET /salons/{salonId}/add-ons/{addOnId}", { summary: "An add-on", tags, ...open }))
    .input(AddOnRef)
    .output(AddOn)
    .query(({ ctx, input }) => getAddOn(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/add-ons/{addOnId}", {
        summary: "Change an add-on",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(UpdateAddOn)
    .output(AddOn)
    .mutation(({ ctx, input }) => updateAddOn(ctx, input)),
  archive: procedure
    .meta(
      rest("DELETE /salons/{salonId}/add-ons/{addOnId}", {
        summary: "Take an add-on off the menu",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(VersionedAddOnRef)
    .output(z.void())
    .mutation(({ ctx, input }) => archiveAddOn(ctx, input)),
});
