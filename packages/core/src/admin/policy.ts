import type { AdminLevel } from "@salon/contracts";
import type { Actor } from "../context.ts";
import { DomainError } from "../errors.ts";

type MayAsAdmin = (actor: Actor) => boolean;

/** Approve, suspend, restore; and look at salons of every status. */
export const mayJudgeSalons = as("support", "superadmin");
/** Accounts, admins and the audit log. */
export const maySeeAccounts = as("support", "superadmin");
/** Hide and restore what is written. */
export const mayJudgeReviews = as("moderator", "superadmin");
export const mayBan = as("superadmin");
export const mayImpersonate = as("superadmin");
/** The operator's command alone. */
export const mayAppoint = as();

/** Throws `unauthenticated`, `forbidden`: alike for every id, which is not looked at before. */
export function expectAdmin(actor: Actor, may: MayAsAdmin): void {
  if (may(actor)) return;
  if (actor.kind === "anonymous") throw new DomainError("unauthenticated", "Sign in first.");
  throw new DomainError("forbidden", "This is for admins of the platform, each within their level.");
}

/** The platform's own commands, and admins of these levels: not while they act as somebody else. */
function as(...levels: AdminLevel[]): MayAsAdmin {
  return (actor) => {
    if (actor.kind === "system") return true;
    if (actor.kind !== "user" || actor.impersonatorId !== undefined) return false;
    return actor.admin !== undefined && levels.includes(actor.admin);
  };
}
