import { Me, UpdateMe } from "@salon/contracts";
import { getMe, updateMe } from "@salon/core";
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
});
