import { AdminListReviews, AdminReviewPage } from "@salon/contracts";
import { listReviewsToJudge } from "@salon/core";
import { rest } from "../rest.ts";
import { procedure } from "../trpc.ts";

export const adminReviews = {
  listReviews: procedure
    .meta(
      rest("GET /admin/reviews", {
        summary: "Reviews of all salons, those first that were reported most",
        description:
          "For moderators and superadmins. Reports count until the review is hidden or restored; `reported=true` leaves reviews with such reports.",
        tags: ["Admin"],
      }),
    )
    .input(AdminListReviews)
    .output(AdminReviewPage)
    .query(({ ctx, input }) => listReviewsToJudge(ctx, input)),
};
