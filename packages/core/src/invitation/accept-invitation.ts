import type { AcceptedInvitation, InvitationToken } from "@salon/contracts";
import { expectNoImpersonation, expectVerified, signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { joinSalon } from "../member/index.ts";
import { invitationEvent } from "./invitation-event.ts";
import { openLinkToChange } from "./open-link.ts";
import { hintOf } from "./present.ts";
import { close, findAddress } from "./queries.ts";

/**
 * Makes the caller a member of the salon that invited their verified address. A member keeps the higher role. Throws
 * `link_expired`, `email_not_verified`, and `forbidden` to anybody with another address.
 */
export async function acceptInvitation(ctx: Ctx, { token }: InvitationToken): Promise<AcceptedInvitation> {
  const userId = signedIn(ctx.actor);
  expectNoImpersonation(ctx.actor);
  expectVerified(ctx.actor);
  return ctx.transact(async (tx) => {
    const { salon, invitation, now } = await openLinkToChange(ctx, tx, token);
    if ((await findAddress(tx, userId)) !== invitation.email)
      throw new DomainError("forbidden", `Sign in as ${hintOf(invitation.email)}, who is invited.`);
    const accepted = await close(tx, invitation, "acceptedAt");
    await emit(ctx, tx, invitationEvent("invitation.accepted", now, accepted, invitation));
    const member = await joinSalon(ctx, tx, { salon, now }, { userId, role: invitation.role });
    return { salonId: salon.id, member };
  });
}
