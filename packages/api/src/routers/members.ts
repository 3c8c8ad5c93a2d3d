import { AddMember, ListMembers, Member, MemberPage, MemberRef, UpdateMember } from "@salon/contracts";
import { addMember, listMembers, removeMember, updateMember } from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Members"] as const;

export const membersRouter = router({
  list: procedure
    .meta(rest("GET /salons/{salonId}/members", { summary: "A salon's members and their roles", tags }))
    .input(ListMembers)
    .output(MemberPage)
    .query(({ ctx, input }) => listMembers(ctx, input)),
  add: procedure
    .meta(
      rest("POST /salons/{salonId}/members", {
        summary: "Give an account a role in a salon",
        description:
          "Managers add stylists and receptionists, owners add anybody. The address must be that of a verified account; any other is answered with 404.",
        tags,
        successStatus: 201,
        problems: [409],
      }),
    )
    .input(AddMember)
    .output(Member)
    .mutation(({ ctx, input }) => addMember(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/members/{memberId}", {
        summary: "Give a member another role",
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
