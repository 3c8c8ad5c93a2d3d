import { AdminPage, AuditPage, ListAdmins, ListAuditLog } from "@salon/contracts";
import { listAdmins, listAuditLog } from "@salon/core";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";
import { adminReviews } from "./admin-reviews.ts";
import { adminSalons } from "./admin-salons.ts";
import { adminUsers } from "./admin-users.ts";

const tags = ["Admin"] as const;

export const adminRouter = router({
  ...adminReviews,
  ...adminSalons,
  ...adminUsers,
  listAdmins: procedure
    .meta(
      rest("GET /admin/admins", {
        summary: "Admins and their levels",
        description:
          "For support and superadmins. Levels are given and taken by the command `pnpm admin` alone.",
        tags,
      }),
    )
    .input(ListAdmins)
    .output(AdminPage)
    .query(({ ctx, input }) => listAdmins(ctx, input)),
  listAuditLog: procedure
    .meta(
      rest("GET /admin/audit-log", {
        summary: "Who changed what, newest first",
        description:
          "For support and superadmins. `from` and `to` are instants, the second one excluded; `subjectId` is the id of whatever was changed.",
        tags,
      }),
    )
    .input(ListAuditLog)
    .output(AuditPage)
    .query(({ ctx, input }) => listAuditLog(ctx, input)),
});
