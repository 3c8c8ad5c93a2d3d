import type { AdminUser } from "@salon/contracts";
import type { AccountRow } from "./queries.ts";

export function presentAccount({ user, level }: AccountRow): AdminUser {
  const { id, name, email, emailVerified, bannedAt, erasedAt, version, createdAt, updatedAt } = user;
  return { id, name, email, emailVerified, admin: level, bannedAt, erasedAt, version, createdAt, updatedAt };
}
