import {
  CreateService,
  ListOfSalon,
  Service,
  ServicePage,
  ServiceRef,
  UpdateService,
  VersionedServiceRef,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import { archiveService, createService, getService, listServices, updateService } from "@salon/core";
import { z } from "zod";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Catalog"] as const;

export const servicesRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/services", {
        summary: "A salon's menu: services with variants and segments",
        tags,
        ...open,
      }),
    )
    .input(ListOfSalon)
    .output(ServicePage)
    .query(({ ctx, input }) => listServices(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/services", {
        summary: "Put a service on the menu",
        tags,
        scope: "salon:write",
        location: ({ id }: Service, { salonId }: SalonRef) => `/salons/${salonId}/services/${id}`,
        problems: [409],
      }),
    )
    .input(CreateService)
    .output(Service)
    .mutation(({ ctx, input }) => createService(ctx, input)),
  get: procedure
    .meta(
      rest("GET /salons/{salonId}/services/{serviceId}", {
        summary: "A service with its variants",
        tags,
        ...open,
      }),
    )
    .input(ServiceRef)
    .output(Service)
    .query(({ ctx, input }) => getService(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/services/{serviceId}", {
        summary: "Change a service; variants left out of a new list are archived",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(UpdateService)
    .output(Service)
    .mutation(({ ctx, input }) => updateService(ctx, input)),
  archive: procedure
    .meta(
      rest("DELETE /salons/{salonId}/services/{serviceId}", {
        summary: "Take a service off the menu",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(VersionedServiceRef)
    .output(z.void())
    .mutation(({ ctx, input }) => archiveService(ctx, input)),
});
