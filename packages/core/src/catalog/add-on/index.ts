import type { Db } from "@salon/db";
import { notFound } from "../../errors.ts";
import type { SalonRow } from "../../salon/index.ts";
import { findAddOns } from "./queries.ts";
import type { FoundAddOn } from "./queries.ts";

export { presentAddOn } from "./present.ts";
export { findAddOns } from "./queries.ts";

/** An add-on of this salon. Throws `not_found`. */
export async function openAddOn(db: Db, salon: SalonRow, addOnId: string): Promise<FoundAddOn> {
  const [found] = await findAddOns(db, salon, [addOnId]);
  if (!found) throw notFound("add-on");
  return found;
}
