import type { Role } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { expectNoImpersonation } from "../access/index.ts";
import type { Actor } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import type { SalonRow } from "../salon/index.ts";
import { findMember, isLastOwner, lockMembers } from "./queries.ts";
import type { MemberRow } from "./queries.ts";

export { joinSalon } from "./join-salon.ts";
export { mayAppoint } from "./policy.ts";
export { presentMember } from "./present.ts";
export { findMember, lockMembers } from "./queries.ts";

/** A member of this salon, while nobody else changes the business's members. Throws `not_found`. */
export async function openMemberToChange(tx: Tx, salon: SalonRow, memberId: string): Promise<MemberRow> {
  await lockMembers(tx, salon.businessId);
  const found = await findMember(tx, salon, memberId);
  if (!found) throw notFound("member");
  return found;
}

/** Throws `last_owner` where nobody would own the business any more. */
export async function expectAnotherOwner(tx: Tx, { member }: MemberRow): Promise<void> {
  if (member.role !== "owner" || !(await isLastOwner(tx, member))) return;
  throw new DomainError("last_owner", "Make somebody else an owner first.");
}

/** Who owns a business is for its people alone. Throws `forbidden` to an admin who acts as one of them. */
export function expectOwnHand(actor: Actor, role: Role): void {
  if (role === "owner") expectNoImpersonation(actor);
}
