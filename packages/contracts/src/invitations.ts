import { z } from "zod";
import { Id, ifVersion, Version } from "./ids.ts";
import { Member, ROLES } from "./members.ts";
import { pageOf, pageQuery } from "./page.ts";
import { Email } from "./text.ts";
import { Instant, timestamps } from "./time.ts";

export const INVITATION_STATUSES = ["open", "accepted", "revoked", "expired"] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/** Somebody asked by mail to work for a salon. */
export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    role: z.enum(ROLES),
    status: z.enum(INVITATION_STATUSES),
    /** Whose right to invite counts when it is accepted. */
    invitedBy: Id,
    expiresAt: Instant,
    /** When the mail went out; null while it waits. */
    sentAt: Instant.nullable(),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof Invitation>;
export const InvitationPage = pageOf(Invitation).meta({ id: "InvitationPage" });

export const InviteMember = z
  .strictObject({ salonId: Id, email: Email, role: z.enum(ROLES) })
  .meta({ id: "InviteMember" });
export type InviteMember = z.infer<typeof InviteMember>;

export const ListInvitations = z.strictObject({
  salonId: Id,
  status: z.enum(INVITATION_STATUSES).optional(),
  ...pageQuery,
});
export type ListInvitations = z.infer<typeof ListInvitations>;

export const InvitationRef = z.strictObject({ salonId: Id, invitationId: Id, ...ifVersion });
export type InvitationRef = z.infer<typeof InvitationRef>;

/** What the link of an invitation's mail ends in. */
export const InvitationToken = z
  .strictObject({ token: z.string().min(1).max(200) })
  .meta({ id: "InvitationToken" });
export type InvitationToken = z.infer<typeof InvitationToken>;

/** What an invitation's link shows to whoever has it. */
export const InvitationPreview = z
  .object({
    salonId: Id,
    salonName: z.string(),
    role: z.enum(ROLES),
    /** The invited address, but for its first letter and its domain hidden. */
    emailHint: z.string().meta({ example: "b…@example.com" }),
    expiresAt: Instant,
  })
  .meta({ id: "InvitationPreview" });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const AcceptedInvitation = z
  .object({ salonId: Id, member: Member })
  .meta({ id: "AcceptedInvitation" });
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;
