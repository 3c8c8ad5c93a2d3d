import type { Db } from "@salon/db";
import { notFound } from "../../errors.ts";
import type { SalonRow } from "../../salon/index.ts";
import { findUnits } from "./queries.ts";
import type { UnitRow } from "./queries.ts";

export { presentUnit } from "./present.ts";
export { findUnits } from "./queries.ts";

/** A live unit of this salon. Throws `not_found`. */
export async function openUnit(db: Db, salon: SalonRow, resourceId: string): Promise<UnitRow> {
  const [found] = await findUnits(db, salon, [resourceId]);
  if (!found) throw notFound("resource");
  return found;
}
