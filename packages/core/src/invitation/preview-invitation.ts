import type { InvitationPreview, InvitationToken } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openLink } from "./open-link.ts";
import { hintOf } from "./present.ts";

/** What a mailed link invites to. Throws `link_expired`. */
export async function previewInvitation(ctx: Ctx, { token }: InvitationToken): Promise<InvitationPreview> {
  const { salon, invitation } = await openLink(ctx, ctx.db, token);
  const { role, email, expiresAt } = invitation;
  return { salonId: salon.id, salonName: salon.name, role, emailHint: hintOf(email), expiresAt };
}
