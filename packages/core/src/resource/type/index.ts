import type { Db } from "@salon/db";
import { notFound } from "../../errors.ts";
import type { SalonRow } from "../../salon/index.ts";
import { findTypes } from "./queries.ts";
import type { TypeRow } from "./queries.ts";

export { presentType } from "./present.ts";
export { findTypes } from "./queries.ts";

/** A live resource type of this salon. Throws `not_found`. */
export async function openType(db: Db, salon: SalonRow, resourceTypeId: string): Promise<TypeRow> {
  const [found] = await findTypes(db, salon, [resourceTypeId]);
  if (!found) throw notFound("resource type");
  return found;
}
