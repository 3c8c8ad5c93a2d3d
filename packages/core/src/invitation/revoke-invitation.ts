import type { InvitationRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { invitationEvent } from "./invitation-event.ts";
import { openInvitationToChange } from "./open-invitation.ts";
import { close } from "./queries.ts";

/** Takes an invitation back: its link ends at once. Throws `invalid_transition` once it is accepted. */
export async function revokeInvitation(ctx: Ctx, ref: InvitationRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const { invitation, now } = await openInvitationToChange(ctx, tx, ref);
    const revoked = await close(tx, invitation, "revokedAt");
    await emit(ctx, tx, invitationEvent("invitation.revoked", now, revoked, invitation));
  });
}
