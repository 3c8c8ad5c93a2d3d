import type { Resource } from "@salon/contracts";
import type { UnitRow } from "./queries.ts";

export function presentUnit({
  id,
  name,
  resourceTypeId,
  position,
  version,
  createdAt,
  updatedAt,
}: UnitRow): Resource {
  return { id, name, resourceTypeId, position, version, createdAt, updatedAt };
}
