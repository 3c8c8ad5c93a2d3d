import type { Db } from "@salon/db";
import { invalidInput, notFound } from "../../errors.ts";
import type { SalonRow } from "../../salon/index.ts";
import { findServiceIds, findServices } from "./queries.ts";
import type { FoundService } from "./queries.ts";

export { presentService } from "./present.ts";
export { findServiceIds, findServices } from "./queries.ts";

/** A service on this salon's menu. Throws `not_found`. */
export async function openService(db: Db, salon: SalonRow, serviceId: string): Promise<FoundService> {
  const [found] = await findServices(db, salon, [serviceId]);
  if (!found) throw notFound("service");
  return found;
}

/** Throws `invalid_input` at the first of `/serviceIds` that is not on this salon's menu. */
export async function expectServices(db: Db, salon: SalonRow, ids: readonly string[]): Promise<void> {
  const known = await findServiceIds(db, salon, ids);
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown === -1) return;
  throw invalidInput(`/serviceIds/${unknown}`, "unknown_service", "This salon has no such service.");
}
