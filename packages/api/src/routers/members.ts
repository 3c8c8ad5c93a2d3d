import {
  Invitation,
  InviteMember,
  ListMembers,
  Member,
  MemberPage,
  MemberRef,
  UpdateMember,
} from "@salon/contracts";
import { inviteMember, listMembers, removeMember, updateMember } from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Members"] as const;

export const membersRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/members", {
        summary: "A salon's members and their roles",
        tags,
        scope: "salon:read",
      }),
    )
    .input(ListMembers)
    .output(MemberPage)
    .query(({ ctx, input }) => listMembers(ctx, input)),
  invite: procedure
    .meta(
      rest("POST /salons/{salonId}/members", {
        summary: "Invite somebody to a salon",
        description:
          "Sends a mail whose link makes them a member. Managers invite stylists and receptionists, owners anybody. The answer is the same whether the address has an account or not. Whoever is invited already is invited anew: the role is the new one, and the link of before ends.",
        tags,
        successStatus: 201,
        problems: [409, 429],
      }),
    )
    .input(InviteMember)
    .output(Invitation)
    .mutation(({ ctx, input }) => inviteMember(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/members/{memberId}", {
        summary: "Give a member another role",
        description:
          "An owner hands a business over by making somebody else an owner, and leaving. An owner is one in every salon of the business.",
        tags,
        problems: [409],
      }),
    )
    .input(UpdateMember)
    .output(Member)
    .mutation(({ ctx, input }) => updateMember(ctx, input)),
  remove: procedure
    .meta(
      rest("DELETE /salons/{salonId}/members/{memberId}", {
        summary: "Remove a member, or leave",
        tags,
        problems: [409],
      }),
    )
    .input(MemberRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
});
