import type { InvitationRef } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { allow } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion, notFound } from "../errors.ts";
import { mayAppoint } from "../member/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { maySeeInvitations } from "./policy.ts";
import { lockInvitation } from "./queries.ts";
import type { InvitationRow } from "./queries.ts";

/**
 * An invitation that still waits for its answer, or has run out, to whoever decides about its role. Throws `not_found`,
 * `forbidden`, `version_mismatch`, and `invalid_transition` once it is accepted or revoked.
 */
export async function openInvitationToChange(
  ctx: Ctx,
  tx: Tx,
  { salonId, invitationId, ifVersion }: InvitationRef,
): Promise<FoundSalon & { readonly invitation: InvitationRow }> {
  const found = await openSalonToChange(ctx, tx, salonId, maySeeInvitations);
  const invitation = await lockInvitation(tx, found.salon, invitationId);
  if (!invitation) throw notFound("invitation");
  allow(mayAppoint(invitation.role)(found.standing), ctx, "invitation");
  expectVersion(invitation.version, ifVersion);
  if (invitation.status === "accepted" || invitation.status === "revoked")
    throw new DomainError("invalid_transition", `It is ${invitation.status} already.`);
  return { ...found, invitation };
}
