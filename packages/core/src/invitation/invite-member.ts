import type { Invitation, InviteMember } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { mayAppoint } from "../member/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { askAgain, expectInviter } from "./asking.ts";
import { invitationEvent } from "./invitation-event.ts";
import { presentInvitation } from "./present.ts";
import { insertInvitation, isMemberByAddress, lockPending } from "./queries.ts";

/**
 * Asks an address by mail to take a role in the salon, whether it has an account or not; whoever is asked already is
 * asked anew. Throws `already_exists` for a member, `email_not_verified` where the caller's own address is not, and
 * `too_many_requests`.
 */
export async function inviteMember(ctx: Ctx, { salonId, email, role }: InviteMember): Promise<Invitation> {
  return ctx.transact(async (tx) => {
    const opened = await openSalonToChange(ctx, tx, salonId, mayAppoint(role));
    const { salon, now } = opened;
    const invitedBy = await expectInviter(ctx, tx, salon, email);
    if (await isMemberByAddress(tx, salon, email))
      throw new DomainError("already_exists", "They are a member of this salon already.");
    const pending = await lockPending(tx, salon, email);
    if (pending) return presentInvitation(await askAgain(ctx, tx, opened, pending, { role, invitedBy }));
    const invitation = await insertInvitation(tx, salon, { email, role, invitedBy });
    await ctx.enqueue(tx, { name: "sendInvitation", data: { invitationId: invitation.id } });
    await emit(ctx, tx, invitationEvent("invitation.created", now, invitation));
    return presentInvitation(invitation);
  });
}
