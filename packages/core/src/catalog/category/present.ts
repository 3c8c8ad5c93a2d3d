import type { ServiceCategory } from "@salon/contracts";
import type { CategoryRow } from "./queries.ts";

export function presentCategory({
  id,
  name,
  position,
  version,
  createdAt,
  updatedAt,
}: CategoryRow): ServiceCategory {
  return { id, name, position, version, createdAt, updatedAt };
}
