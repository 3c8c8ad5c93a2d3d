import type { MemberRef, Role } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { expectNoImpersonation } from "../access/index.ts";
import type { Standing, Verdict } from "../access/index.ts";
import type { Actor, Ctx } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { openSalon, openSalonToChange } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { findMember, isLastOwner, lockMembers } from "./queries.ts";
import type { MemberRow } from "./queries.ts";

export { joinSalon } from "./join-salon.ts";
export { mayAppoint } from "./policy.ts";
export { presentMember } from "./present.ts";
export { findMembersById, lockMembers } from "./queries.ts";

/**
 * A member of a salon, for a caller who may, while nobody else changes the business's members. What the caller is there
 * counts as of then: they may have been removed while they waited. Throws `not_found`, `forbidden`.
 */
export async function openMemberToChange(
  ctx: Ctx,
  tx: Tx,
  { salonId, memberId }: MemberRef,
  may: (standing: Standing) => Verdict,
): Promise<FoundSalon & { readonly found: MemberRow }> {
  const { salon } = await openSalonToChange(ctx, tx, salonId, may);
  await lockMembers(tx, salon.businessId);
  const opened = await openSalon(ctx, tx, salonId, may);
  const found = await findMember(tx, salon, memberId);
  if (!found) throw notFound("member");
  return { ...opened, found };
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
