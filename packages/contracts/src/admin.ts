import { z } from "zod";
import { Id, Version } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { Email, line, prose } from "./text.ts";
import { timestamps } from "./time.ts";

/** What an admin keeps clean: support helps salons, a moderator judges what is written, a superadmin may all. */
export const ADMIN_LEVELS = ["support", "moderator", "superadmin"] as const;
export type AdminLevel = (typeof ADMIN_LEVELS)[number];

/** Why an admin did something. The audit log keeps it, and a salon that is suspended reads it. */
export const why = prose(500);

export const Admin = z
  .object({
    userId: Id,
    name: z.string(),
    email: z.string(),
    level: z.enum(ADMIN_LEVELS),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Admin" });
export type Admin = z.infer<typeof Admin>;
export const AdminPage = pageOf(Admin).meta({ id: "AdminPage" });

export const ListAdmins = z.strictObject(pageQuery);
export type ListAdmins = z.infer<typeof ListAdmins>;

/** Of an operator's command: makes an account an admin, and the account where there is none. */
export const MakeAdmin = z.strictObject({
  email: Email,
  level: z.enum(ADMIN_LEVELS),
  name: line(120).optional(),
});
export type MakeAdmin = z.infer<typeof MakeAdmin>;
