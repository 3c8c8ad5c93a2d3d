import {
  CreateResource,
  ListOfSalon,
  Resource,
  ResourcePage,
  ResourceRef,
  UpdateResource,
  VersionedResourceRef,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import { archiveResource, createResource, getResource, listResources, updateResource } from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Resources"] as const;

export const resourcesRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/resources", {
        summary: "A salon's chairs, rooms and machines",
        tags,
        scope: "salon:read",
      }),
    )
    .input(ListOfSalon)
    .output(ResourcePage)
    .query(({ ctx, input }) => listResources(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/resources", {
        summary: "Add a chair, room or machine",
        tags,
        scope: "salon:write",
        location: ({ id }: Resource, { salonId }: SalonRef) => `/salons/${salonId}/resources/${id}`,
        problems: [409],
      }),
    )
    .input(CreateResource)
    .output(Resource)
    .mutation(({ ctx, input }) => createResource(ctx, input)),
  get: procedure
    .meta(
      rest("GET /salons/{salonId}/resources/{resourceId}", {
        summary: "A chair, room or machine",
        tags,
        scope: "salon:read",
      }),
    )
    .input(ResourceRef)
    .output(Resource)
    .query(({ ctx, input }) => getResource(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/resources/{resourceId}", {
        summary: "Rename or reorder a chair, room or machine",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(UpdateResource)
    .output(Resource)
    .mutation(({ ctx, input }) => updateResource(ctx, input)),
  archive: procedure
    .meta(
      rest("DELETE /salons/{salonId}/resources/{resourceId}", {
        summary: "Archive a chair, room or machine without bookings to come",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(VersionedResourceRef)
    .output(z.void())
    .mutation(({ ctx, input }) => archiveResource(ctx, input)),
});
