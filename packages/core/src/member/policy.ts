import type { Role } from "@salon/contracts";
import { atLeast } from "../access/index.ts";
import type { Standing, Verdict } from "../access/index.ts";
import type { Actor } from "../context.ts";

export const maySeeMembers = atLeast("stylist", "salon:read");
export const mayLeave = atLeast("stylist");

/** Who decides about members of a role: managers about those below them, owners about everybody. */
const DECIDES_ABOUT: Record<Role, Role> = {
  stylist: "manager",
  receptionist: "manager",
  manager: "owner",
  owner: "owner",
};

export function mayAppoint(role: Role): (standing: Standing) => Verdict {
  return atLeast(DECIDES_ABOUT[role]);
}

/** Everybody may leave. */
export function mayRemove(member: {
  readonly role: Role;
  readonly userId: string;
}): (standing: Standing) => Verdict {
  return (standing) =>
    isSelf(standing.actor, member.userId) ? "allowed" : mayAppoint(member.role)(standing);
}

function isSelf(actor: Actor, userId: string): boolean {
  return actor.kind === "user" && actor.userId === userId;
}
