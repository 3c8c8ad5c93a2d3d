import type { AddMember, Member } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { mayAppoint } from "./policy.ts";
import { presentMember } from "./present.ts";
import { findMember, findVerifiedUser, insertMember, lockMembers } from "./queries.ts";

/**
 * Gives an account a role in the salon. An address without an account and one that nobody has verified are told alike,
 * with `not_found`. Throws `already_exists` for a member, `email_not_verified` where the caller's own address is not.
 */
export async function addMember(ctx: Ctx, { salonId, email, role }: AddMember): Promise<Member> {
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayAppoint(role));
    if (ctx.actor.kind === "user" && !ctx.actor.emailVerified)
      throw new DomainError("email_not_verified", "Verify your e-mail address first.");
    await lockMembers(tx, salon.businessId);
    const user = await findVerifiedUser(tx, email);
    if (!user) throw notFound("verified account");
    const id = await insertMember(tx, salon, { userId: user.id, role });
    const added = id === undefined ? undefined : await findMember(tx, salon, id);
    if (!added) throw new DomainError("already_exists", "They are a member of this salon already.");
    await emit(ctx, tx, {
      type: "member.added",
      salon,
      subjectId: added.member.id,
      occurredAt: now,
      data: { id: added.member.id, userId: user.id, role },
    });
    return presentMember(added);
  });
}
