import type { Tx } from "@salon/db";
import { allow, expectNoImpersonation, expectVerified, signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { mayAppoint } from "../member/index.ts";
import type { FoundSalon, SalonRow } from "../salon/index.ts";
import { invitationEvent } from "./invitation-event.ts";
import { countMails, renew } from "./queries.ts";
import type { Asked, InvitationRow } from "./queries.ts";

/** A day's mails, so that nobody is flooded and the server is no pump. */
const MOST = { salon: 50, person: 100, address: 5 } as const;

/**
 * The caller, as somebody who may send this mail: an admin who acts as them could let themselves in to stay. Throws
 * `email_not_verified`, `forbidden` and `too_many_requests`.
 */
export async function expectInviter(ctx: Ctx, tx: Tx, salon: SalonRow, email: string): Promise<string> {
  const invitedBy = signedIn(ctx.actor);
  expectVerified(ctx.actor);
  expectNoImpersonation(ctx.actor);
  const sent = await countMails(tx, salon, { email, invitedBy });
  if (sent.salon >= MOST.salon || sent.person >= MOST.person || sent.address >= MOST.address)
    throw new DomainError("too_many_requests", "These are enough invitations for a day.", {
      retryAfterSeconds: 86_400,
    });
  return invitedBy;
}

/** Begins the invitation's week again, in the caller's name; the link that was mailed before ends. */
export async function askAgain(
  ctx: Ctx,
  tx: Tx,
  { standing, now }: Pick<FoundSalon, "standing" | "now">,
  pending: InvitationRow,
  asked: Pick<Asked, "role" | "invitedBy">,
): Promise<InvitationRow> {
  allow(mayAppoint(pending.role)(standing), ctx, "invitation");
  const renewed = await renew(tx, pending, asked);
  await ctx.enqueue(tx, { name: "sendInvitation", data: { invitationId: renewed.id } });
  await emit(ctx, tx, invitationEvent("invitation.renewed", now, renewed, pending));
  return renewed;
}
