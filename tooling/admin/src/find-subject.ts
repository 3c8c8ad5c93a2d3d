import { DomainError, inspectSalon, listUsers } from "@salon/core";
import type { AdminSalon, AdminUser } from "@salon/contracts";
import type { Platform } from "./on-platform.ts";

/** By id or slug. */
export function findSalon({ ctx }: Platform, idOrSlug: string): Promise<AdminSalon> {
  return inspectSalon(ctx, { salonId: idOrSlug });
}

/** By id or e-mail address. */
export async function findUser({ ctx }: Platform, idOrEmail: string): Promise<AdminUser> {
  const query = idOrEmail.trim().toLowerCase();
  const { items } = await listUsers(ctx, { query, limit: 100 });
  const found = items.find(({ id, email }) => id === query || email === query);
  if (!found) throw new DomainError("not_found", "There is no account with this id or e-mail address.");
  return found;
}
