import type { Tx } from "@salon/db";
import { DomainError, notFound } from "../errors.ts";
import type { SalonRow } from "../salon/index.ts";
import { findMember, isLastOwner, lockMembers } from "./queries.ts";
import type { MemberRow } from "./queries.ts";

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
