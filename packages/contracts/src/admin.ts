/** What an admin keeps clean: support helps salons, a moderator judges what is written, a superadmin may all. */
export const ADMIN_LEVELS = ["support", "moderator", "superadmin"] as const;
export type AdminLevel = (typeof ADMIN_LEVELS)[number];
