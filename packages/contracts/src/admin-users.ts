import { z } from "zod";
import { ADMIN_LEVELS, why } from "./admin.ts";
import { Id, ifVersion, Version } from "./ids.ts";
import { ROLES } from "./members.ts";
import { pageOf, pageQuery } from "./page.ts";
import { line } from "./text.ts";
import { Instant, timestamps } from "./time.ts";

export const AdminListUsers = z.strictObject({
  /** A part of the name or the e-mail address, or the whole id. */
  query: line(200).optional(),
  banned: z.boolean().optional(),
  ...pageQuery,
});
export type AdminListUsers = z.infer<typeof AdminListUsers>;

export const AdminUser = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    admin: z.enum(ADMIN_LEVELS).nullable(),
    bannedAt: Instant.nullable(),
    erasedAt: Instant.nullable(),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "AdminUser" });
export type AdminUser = z.infer<typeof AdminUser>;
export const AdminUserPage = pageOf(AdminUser).meta({ id: "AdminUserPage" });

export const AdminUserDetails = AdminUser.extend({
  memberships: z.array(z.object({ salonId: Id, salonName: z.string(), role: z.enum(ROLES) })),
  /** Places where the person is signed in now. */
  sessionCount: z.int(),
}).meta({ id: "AdminUserDetails" });
export type AdminUserDetails = z.infer<typeof AdminUserDetails>;

export const AdminUserRef = z.strictObject({ userId: Id });
export type AdminUserRef = z.infer<typeof AdminUserRef>;

export const BanUser = z.strictObject({ userId: Id, ...ifVersion, reason: why });
export type BanUser = z.infer<typeof BanUser>;

export const UnbanUser = z.strictObject({ userId: Id, ...ifVersion, reason: why.optional() });
export type UnbanUser = z.infer<typeof UnbanUser>;

export const ImpersonateUser = z.strictObject({
  userId: Id,
  reason: why,
  minutes: z.int().min(1).max(60).default(15),
});
export type ImpersonateUser = z.infer<typeof ImpersonateUser>;

/** The token goes into `Authorization: Bearer`; signing out with it ends the session. */
export const Impersonation = z
  .object({
    token: z.string(),
    expiresAt: Instant,
    user: z.object({ id: Id, name: z.string(), email: z.string() }),
  })
  .meta({ id: "Impersonation" });
export type Impersonation = z.infer<typeof Impersonation>;
