import type { ResourceType } from "@salon/contracts";
import type { TypeRow } from "./queries.ts";

export function presentType({ id, name, version, createdAt, updatedAt }: TypeRow): ResourceType {
  return { id, name, version, createdAt, updatedAt };
}
