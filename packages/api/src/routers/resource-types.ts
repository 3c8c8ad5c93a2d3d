import {
  CreateResourceType,
  ListOfSalon,
  ResourceType,
  ResourceTypePage,
  ResourceTypeRef,
  UpdateResourceType,
  VersionedResourceTypeRef,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import {
  archiveResourceType,
  createResourceType,
  getResourceType,
  listResourceTypes,
  updateResourceType,
} from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Resources"] as const;

export const resourceTypesRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/resource-types", {
        summary: "The kinds of chairs, rooms and machines that a salon has",
        tags,
        scope: "salon:read",
      }),
    )
    .input(ListOfSalon)
    .output(ResourceTypePage)
    .query(({ ctx, input }) => listResourceTypes(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/resource-types", {
        summary: "Make a kind of resource",
        tags,
        scope: "salon:write",
        location: ({ id }: ResourceType, { salonId }: SalonRef) => `/salons/${salonId}/resource-types/${id}`,
        problems: [409],
      }),
    )
    .input(CreateResourceType)
    .output(ResourceType)
    .mutation(({ ctx, input }) => createResourceType(ctx, input)),
  get: procedure
    .meta(
      rest("GET /salons/{salonId}/resource-types/{resourceTypeId}", {
        summary: "A kind of resource",
        tags,
        scope: "salon:read",
      }),
    )
    .input(ResourceTypeRef)
    .output(ResourceType)
    .query(({ ctx, input }) => getResourceType(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/resource-types/{resourceTypeId}", {
        summary: "Rename a kind of resource",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(UpdateResourceType)
    .output(ResourceType)
    .mutation(({ ctx, input }) => updateResourceType(ctx, input)),
  archive: procedure
    .meta(
      rest("DELETE /salons/{salonId}/resource-types/{resourceTypeId}", {
        summary: "Archive a kind of resource that nothing uses",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(VersionedResourceTypeRef)
    .output(z.void())
    .mutation(({ ctx, input }) => archiveResourceType(ctx, input)),
});
