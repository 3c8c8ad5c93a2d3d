import type { Member, UpdateMember } from "@salon/contracts";
import { allow, expectNoImpersonation } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { giveRole } from "./give-role.ts";
import { expectAnotherOwner, openMemberToChange } from "./index.ts";
import { mayAppoint } from "./policy.ts";
import { presentMember } from "./present.ts";

/**
 * Gives a member another role: the caller decides about the one they have and about the one they get. Throws
 * `last_owner`, and `forbidden` to an admin who acts as somebody: who belongs to a salon is its people's matter.
 */
export async function updateMember(ctx: Ctx, input: UpdateMember): Promise<Member> {
  const { ifVersion, role } = input;
  return ctx.transact(async (tx) => {
    const { found, ...opened } = await openMemberToChange(ctx, tx, input, mayAppoint(role));
    const { member } = found;
    allow(mayAppoint(member.role)(opened.standing), ctx, "member");
    expectNoImpersonation(ctx.actor);
    expectVersion(member.version, ifVersion);
    if (member.role === role) return presentMember(found);
    await expectAnotherOwner(tx, found);
    return presentMember(await giveRole(ctx, tx, opened, found, role));
  });
}
