import { ADMIN_LEVELS } from "@salon/contracts";
import type { AdminLevel } from "@salon/contracts";
import type { Actor } from "../../context.ts";
import type { AccountRow } from "./queries.ts";

/** Nobody bans an equal, and so not themselves either; the operator's command bans anybody. */
export function canBan(actor: Actor, { level }: Pick<AccountRow, "level">): boolean {
  if (actor.kind === "system" || level === null) return true;
  return actor.kind === "user" && actor.admin !== undefined && rank(actor.admin) > rank(level);
}

/** An admin's rights, a banned person's silence and an erased person's absence are nobody else's. */
export function canBeImpersonated({ user, level }: AccountRow): boolean {
  return level === null && user.bannedAt === null && user.erasedAt === null;
}

function rank(level: AdminLevel): number {
  return ADMIN_LEVELS.indexOf(level);
}
