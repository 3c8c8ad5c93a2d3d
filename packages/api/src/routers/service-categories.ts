import {
  CreateServiceCategory,
  ListOfSalon,
  ServiceCategory,
  ServiceCategoryPage,
  ServiceCategoryRef,
  UpdateServiceCategory,
  VersionedServiceCategoryRef,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import {
  archiveServiceCategory,
  createServiceCategory,
  getServiceCategory,
  listServiceCategories,
  updateServiceCategory,
} from "@salon/core";
import { z } from "zod";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Catalog"] as const;

export const serviceCategoriesRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/service-categories", {
        summary: "The sections of a salon's menu",
        tags,
        ...open,
      }),
    )
    .input(ListOfSalon)
    .output(ServiceCategoryPage)
    .query(({ ctx, input }) => listServiceCategories(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/service-categories", {
        summary: "Add a section to the menu",
        tags,
        scope: "salon:write",
        location: ({ id }: ServiceCategory, { salonId }: SalonRef) =>
          `/salons/${salonId}/service-categories/${id}`,
        problems: [409],
      }),
    )
    .input(CreateServiceCategory)
    .output(ServiceCategory)
    .mutation(({ ctx, input }) => createServiceCategory(ctx, input)),
  get: procedure
    .meta(
      rest("GET /salons/{salonId}/service-categories/{categoryId}", {
        summary: "A section of the menu",
        tags,
        ...open,
      }),
    )
    .input(ServiceCategoryRef)
    .output(ServiceCategory)
    .query(({ ctx, input }) => getServiceCategory(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/service-categories/{categoryId}", {
        summary: "Rename or move a section of the menu",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(UpdateServiceCategory)
    .output(ServiceCategory)
    .mutation(({ ctx, input }) => updateServiceCategory(ctx, input)),
  archive: procedure
    .meta(
      rest("DELETE /salons/{salonId}/service-categories/{categoryId}", {
        summary: "Take a section off the menu; its services stay",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(VersionedServiceCategoryRef)
    .output(z.void())
    .mutation(({ ctx, input }) => archiveServiceCategory(ctx, input)),
});
