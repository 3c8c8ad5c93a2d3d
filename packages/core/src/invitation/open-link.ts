import type { Db, Tx } from "@salon/db";
import type { Ctx, SignedIn } from "../context.ts";
import { DomainError } from "../errors.ts";
import { lockMembers, mayAppoint } from "../member/index.ts";
import { findItsSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { findInvitation, lockLinked } from "./queries.ts";
import type { InvitationRow } from "./queries.ts";
import { isTokenOf, readToken } from "./token.ts";

type OpenedLink = FoundSalon & { readonly invitation: InvitationRow };

/**
 * What a mailed link invites to, as long as whoever invited may still do so. Throws `link_expired`, whatever the
 * reason: a link tells nothing once it is over.
 */
export async function openLink(ctx: Ctx, db: Db, token: string): Promise<OpenedLink> {
  const read = readToken(token);
  const invitation = read && (await findInvitation(db, read.id));
  if (!invitation || invitation.status !== "open" || !isTokenOf(ctx.links, invitation, read.signature))
    throw expired();
  const actor: SignedIn = { kind: "user", userId: invitation.invitedBy, emailVerified: true };
  const found = await findItsSalon({ ...ctx, actor }, db, invitation.salonId);
  if (mayAppoint(invitation.role)(found.standing) !== "allowed") throw expired();
  return { ...found, invitation };
}

/** The same, holding the invitation and the business's members: nobody revokes or is demoted meanwhile. */
export async function openLinkToChange(ctx: Ctx, tx: Tx, token: string): Promise<OpenedLink> {
  const read = readToken(token);
  const held = read && (await lockLinked(tx, read.id));
  if (held) await lockMembers(tx, held.businessId);
  return openLink(ctx, tx, token);
}

function expired(): DomainError {
  return new DomainError("link_expired", "Ask the salon for another invitation.");
}
