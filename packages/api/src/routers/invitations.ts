import {
  AcceptedInvitation,
  Invitation,
  InvitationPage,
  InvitationPreview,
  InvitationRef,
  InvitationToken,
  ListInvitations,
} from "@salon/contracts";
import {
  acceptInvitation,
  listInvitations,
  previewInvitation,
  resendInvitation,
  revokeInvitation,
} from "@salon/core";
import { z } from "zod";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Members"] as const;

export const invitationsRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/invitations", { summary: "Whom a salon has invited, newest first", tags }),
    )
    .input(ListInvitations)
    .output(InvitationPage)
    .query(({ ctx, input }) => listInvitations(ctx, input)),
  revoke: procedure
    .meta(
      rest("DELETE /salons/{salonId}/invitations/{invitationId}", {
        summary: "Take an invitation back",
        tags,
        problems: [409],
      }),
    )
    .input(InvitationRef)
    .output(z.void())
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
  resend: procedure
    .meta(
      rest("POST /salons/{salonId}/invitations/{invitationId}/resend", {
        summary: "Send an invitation again",
        description: "It lives another week, and the link of before ends.",
        tags,
        problems: [409, 429],
      }),
    )
    .input(InvitationRef)
    .output(Invitation)
    .mutation(({ ctx, input }) => resendInvitation(ctx, input)),
  preview: procedure
    .meta(
      rest("POST /invitations/preview", {
        summary: "What an invitation's link leads to; changes nothing",
        tags,
        ...open,
      }),
    )
    .input(InvitationToken)
    .output(InvitationPreview)
    // No query: over tRPC the token would stand in an address.
    .mutation(({ ctx, input }) => previewInvitation(ctx, input)),
  accept: procedure
    .meta(
      rest("POST /invitations/accept", {
        summary: "Become a member, by an invitation's link",
        description:
          "The caller's own verified address must be the invited one, and whoever invited must still have the right to. A member keeps the higher role.",
        tags,
      }),
    )
    .input(InvitationToken)
    .output(AcceptedInvitation)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),
});
