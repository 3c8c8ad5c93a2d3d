import type { JobData } from "../jobs.ts";
import type { Ctx } from "../context.ts";
import { findItsSalon } from "../salon/index.ts";
import { invitationMail } from "./invitation-mail.ts";
import { findInvitation, saveSent } from "./queries.ts";
import { tokenOf } from "./token.ts";

/** Mails an invitation that is open and was not mailed yet. A worker that dies between mail and note sends it again. */
export async function sendInvitation(ctx: Ctx, { invitationId }: JobData["sendInvitation"]): Promise<void> {
  const invitation = await findInvitation(ctx.db, invitationId);
  if (invitation?.status !== "open" || invitation.sentAt) return;
  const { salon } = await findItsSalon(ctx, ctx.db, invitation.salonId);
  const link = `${ctx.settings.publicUrl}/invitations#${tokenOf(ctx.links, invitation)}`;
  await ctx.mailer.send(invitationMail(salon.name, invitation, link));
  await ctx.transact((tx) => saveSent(tx, invitation));
}
