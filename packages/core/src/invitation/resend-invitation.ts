import type { Invitation, InvitationRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { askAgain, expectInviter } from "./asking.ts";
import { openInvitationToChange } from "./open-invitation.ts";
import { presentInvitation } from "./present.ts";

/** Mails an invitation anew, for another week. Throws what inviting throws, and `invalid_transition`. */
export async function resendInvitation(ctx: Ctx, ref: InvitationRef): Promise<Invitation> {
  return ctx.transact(async (tx) => {
    const { invitation, ...opened } = await openInvitationToChange(ctx, tx, ref);
    const invitedBy = await expectInviter(ctx, tx, opened.salon, invitation.email);
    const { role } = invitation;
    return presentInvitation(await askAgain(ctx, tx, opened, invitation, { role, invitedBy }));
  });
}
