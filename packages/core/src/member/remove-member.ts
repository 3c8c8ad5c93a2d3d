import type { MemberRef } from "@salon/contracts";
import { allow } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { memberRemoved } from "./give-role.ts";
import { expectAnotherOwner, expectOwnHand, openMemberToChange } from "./index.ts";
import { mayLeave, mayRemove } from "./policy.ts";
import { deleteMember } from "./queries.ts";

/**
 * Takes a member's role away, or one's own. Their profile and their bookings stay. Throws `last_owner`, and `forbidden`
 * to an admin who acts as somebody and removes an owner.
 */
export async function removeMember(ctx: Ctx, ref: MemberRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const { salon, standing, now, found } = await openMemberToChange(ctx, tx, ref, mayLeave);
    const { member } = found;
    allow(mayRemove(member)(standing), ctx, "member");
    expectOwnHand(ctx.actor, member.role);
    expectVersion(member.version, ref.ifVersion);
    await expectAnotherOwner(tx, found);
    await deleteMember(tx, member);
    await emit(ctx, tx, memberRemoved(found, salon, now));
  });
}
