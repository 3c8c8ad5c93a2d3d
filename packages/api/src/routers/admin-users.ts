import {
  AdminListUsers,
  AdminUser,
  AdminUserDetails,
  AdminUserPage,
  AdminUserRef,
  BanUser,
  Impersonation,
  ImpersonateUser,
  UnbanUser,
} from "@salon/contracts";
import { banUser, impersonateUser, inspectUser, listUsers, unbanUser } from "@salon/core";
import { rest } from "../rest.ts";
import { procedure } from "../trpc.ts";

const tags = ["Admin"] as const;

export const adminUsers = {
  listUsers: procedure
    .meta(
      rest("GET /admin/users", {
        summary: "Everybody with an account, newest first",
        description:
          "For support and superadmins. `query` is a part of the name or the e-mail address, or the whole id.",
        tags,
      }),
    )
    .input(AdminListUsers)
    .output(AdminUserPage)
    .query(({ ctx, input }) => listUsers(ctx, input)),
  getUser: procedure
    .meta(
      rest("GET /admin/users/{userId}", {
        summary: "An account with its memberships",
        description: "For support and superadmins.",
        tags,
      }),
    )
    .input(AdminUserRef)
    .output(AdminUserDetails)
    .query(({ ctx, input }) => inspectUser(ctx, input)),
  banUser: procedure
    .meta(
      rest("POST /admin/users/{userId}/ban", {
        summary: "Shut somebody out",
        description:
          "For superadmins, who ban nobody of their own level. Every session of the person ends at once. Their salons stay, and so do the salons' API keys, whoever made them.",
        tags,
      }),
    )
    .input(BanUser)
    .output(AdminUser)
    .mutation(({ ctx, input }) => banUser(ctx, input)),
  unbanUser: procedure
    .meta(
      rest("POST /admin/users/{userId}/unban", {
        summary: "Let somebody in again",
        description: "For superadmins. The person signs in anew.",
        tags,
      }),
    )
    .input(UnbanUser)
    .output(AdminUser)
    .mutation(({ ctx, input }) => unbanUser(ctx, input)),
  impersonateUser: procedure
    .meta(
      rest("POST /admin/users/{userId}/impersonate", {
        summary: "Act as somebody else for a while",
        description:
          "For superadmins. The `token` goes into `Authorization: Bearer` and ends after `minutes`, by signing out with it, or when the admin is one no longer. Every answer in that session carries `X-Impersonated-By`, and the audit log names the admin beside the person. Nobody acts as an admin, or as somebody banned or erased.",
        tags,
        successStatus: 201,
      }),
    )
    .input(ImpersonateUser)
    .output(Impersonation)
    .mutation(({ ctx, input }) => impersonateUser(ctx, input)),
};
