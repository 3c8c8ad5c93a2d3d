import { Me, MyData, UpdateMe } from "@salon/contracts";
import { eraseMe, exportMe, getMe, updateMe } from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Me"] as const;

export const meRouter = router({
  get: procedure
    .meta(rest("GET /me", { summary: "The signed-in person and the salons they work for", tags }))
    .output(Me)
    .query(({ ctx }) => getMe(ctx)),
  update: procedure
    .meta(rest("PATCH /me", { summary: "Change one's own profile", tags }))
    .input(UpdateMe)
    .output(Me)
    .mutation(({ ctx, input }) => updateMe(ctx, input)),
  export: procedure
    .meta(
      rest("GET /me/export", {
        summary: "Everything that is kept of oneself",
        description:
          "The account, and what salons keep: their record of the person with its notes, visits, invitations. Passwords, tokens and other secrets are not in it.",
        tags,
        attachment: "export.json",
      }),
    )
    .output(MyData)
    .query(({ ctx }) => exportMe(ctx)),
  erase: procedure
    .meta(
      rest("DELETE /me", {
        summary: "Be forgotten, at once and for good",
        description:
          "For a session that began less than ten minutes ago; otherwise 403 `fresh_session_required`: sign in again. Visits to come are cancelled, memberships end, and nothing tells of the person any more; a salon's sums stay. Who is the last owner of a business with other members or a salon that is more than a draft is answered 409 `last_owner`.",
        tags,
        problems: [409],
      }),
    )
    .output(z.void())
    .mutation(({ ctx }) => eraseMe(ctx)),
});
