import type { Db, Tx } from "@salon/db";
import { invalidInput, notFound } from "../errors.ts";
import type { SalonRow } from "../salon/index.ts";
import { findStaff, isMember, lockStaff } from "./queries.ts";
import type { FoundStaff } from "./queries.ts";

export { dropUnfitMinutes, withdrawOffers } from "./offer/queries.ts";
export { presentStaff } from "./present.ts";
export { findStaff, type FoundStaff, type StaffRow } from "./queries.ts";

/** Somebody who works in this salon. Throws `not_found`. */
export async function openStaff(db: Db, salon: SalonRow, staffId: string): Promise<FoundStaff> {
  const [found] = await findStaff(db, salon, [staffId]);
  if (!found) throw notFound("staff member");
  return found;
}

/** The same, holding the person's row. */
export async function openStaffToChange(tx: Tx, salon: SalonRow, staffId: string): Promise<FoundStaff> {
  await lockStaff(tx, salon, staffId);
  return openStaff(tx, salon, staffId);
}

/** Throws `invalid_input` for an account that is not a member of the salon. */
export async function expectMember(
  tx: Tx,
  salon: SalonRow,
  userId: string | null | undefined,
): Promise<void> {
  if (userId === null || userId === undefined || (await isMember(tx, salon, userId))) return;
  throw invalidInput("/userId", "unknown_member", "This salon has no such member.");
}
