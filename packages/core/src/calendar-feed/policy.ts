import { atLeast, isAtLeast } from "../access/index.ts";
import type { Standing, Verdict } from "../access/index.ts";
import type { Role } from "@salon/contracts";
import type { Actor } from "../context.ts";

/** For people alone: a key reads bookings as bookings. */
export const mayHaveFeeds = atLeast("stylist");

const mayHaveAnyFeed = atLeast("manager");

/** Of one's own calendar everybody who works there; the managers of anyone's, and of the salon's. */
export function mayHaveFeedOf(userId: string | null): (standing: Standing) => Verdict {
  return (standing) => {
    const isOwn = standing.actor.kind === "user" && standing.actor.userId === userId;
    return isOwn && standing.role ? "allowed" : mayHaveAnyFeed(standing);
  };
}

/** The account whose feeds are all that a member sees; null: a manager sees everybody's. */
export function ownFeedsOnly({ actor, role }: Standing): string | null {
  return actor.kind === "user" && !isAtLeast(role, "manager") ? actor.userId : null;
}

/** Whether a member still may what their feed shows. */
export function stillMay(role: Role, { isOwn }: { readonly isOwn: boolean }): boolean {
  return isOwn || isAtLeast(role, "manager");
}

/** Whom an invitation asks is named with an address: a key that may not read clients learns none. */
export function maySeeGuest(actor: Actor): boolean {
  return actor.kind !== "apiKey" || actor.scopes.includes("clients:read");
}

/** The link that opens a booking outlasts an admin who looks through another's eyes. */
export function mayKeepLink(actor: Actor): boolean {
  return actor.kind !== "user" || actor.impersonatorId === undefined;
}
