import { z } from "zod";
import { Id, ifVersion, Version } from "./ids.ts";
import { pageOf } from "./page.ts";
import { line } from "./text.ts";
import { timestamps } from "./time.ts";

export const ResourceType = z
  .object({ id: Id, name: z.string(), version: Version, ...timestamps })
  .meta({ id: "ResourceType" });
export type ResourceType = z.infer<typeof ResourceType>;
export const ResourceTypePage = pageOf(ResourceType).meta({ id: "ResourceTypePage" });

export const CreateResourceType = z
  .strictObject({ salonId: Id, name: line(80) })
  .meta({ id: "CreateResourceType" });
export type CreateResourceType = z.infer<typeof CreateResourceType>;
export const UpdateResourceType = z
  .strictObject({ salonId: Id, resourceTypeId: Id, ...ifVersion, name: line(80) })
  .meta({ id: "UpdateResourceType" });
export type UpdateResourceType = z.infer<typeof UpdateResourceType>;
export const ResourceTypeRef = z.strictObject({ salonId: Id, resourceTypeId: Id });
export type ResourceTypeRef = z.infer<typeof ResourceTypeRef>;
export const VersionedResourceTypeRef = z.strictObject({ salonId: Id, resourceTypeId: Id, ...ifVersion });
export type VersionedResourceTypeRef = z.infer<typeof VersionedResourceTypeRef>;

/** One unit that can be in one place at a time: a chair, a room, a machine. */
export const Resource = z
  .object({
    id: Id,
    name: z.string(),
    resourceTypeId: Id,
    position: z.int(),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Resource" });
export type Resource = z.infer<typeof Resource>;
export const ResourcePage = pageOf(Resource).meta({ id: "ResourcePage" });

export const CreateResource = z
  .strictObject({ salonId: Id, name: line(80), resourceTypeId: Id })
  .meta({ id: "CreateResource" });
export type CreateResource = z.infer<typeof CreateResource>;
export const UpdateResource = z
  .strictObject({
    salonId: Id,
    resourceId: Id,
    ...ifVersion,
    name: line(80).optional(),
    position: z.int().min(0).max(10_000).optional(),
  })
  .meta({ id: "UpdateResource" });
export type UpdateResource = z.infer<typeof UpdateResource>;
export const ResourceRef = z.strictObject({ salonId: Id, resourceId: Id });
export type ResourceRef = z.infer<typeof ResourceRef>;
export const VersionedResourceRef = z.strictObject({ salonId: Id, resourceId: Id, ...ifVersion });
export type VersionedResourceRef = z.infer<typeof VersionedResourceRef>;
