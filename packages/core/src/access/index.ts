import { ROLES } from "@salon/contracts";
import type { Role } from "@salon/contracts";
import type { Actor } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";

/** Where the caller stands in a salon; `null`: a stranger to it. */
export type Standing = { readonly actor: Actor; readonly role: Role | null };

/** Whether an operation is allowed; what is `hidden` looks as if it did not exist. */
export type Verdict = "allowed" | "forbidden" | "hidden";

/** Throws `unauthenticated`, `forbidden` or `not_found` unless the verdict is `allowed`. */
export function allow(verdict: Verdict, { actor }: Pick<Standing, "actor">, what: string): void {
  if (verdict === "allowed") return;
  if (actor.kind === "anonymous") throw new DomainError("unauthenticated", "Sign in first.");
  if (verdict === "hidden") throw notFound(what);
  throw new DomainError("forbidden", "Your role in this salon does not allow this.");
}

/** A policy: members from `least` up; strangers do not learn that the salon exists. */
export function atLeast(least: Role): (standing: Standing) => Verdict {
  return ({ actor, role }) => {
    if (actor.kind === "system") return "allowed";
    if (!role) return "hidden";
    return rank(role) >= rank(least) ? "allowed" : "forbidden";
  };
}

export function isAtLeast(role: Role | null, least: Role): boolean {
  return role !== null && rank(role) >= rank(least);
}

/** The signed-in person's id. Throws `unauthenticated`. */
export function signedIn(actor: Actor): string {
  if (actor.kind !== "user") throw new DomainError("unauthenticated", "Sign in first.");
  return actor.userId;
}

/** For what nobody does in another's name. Throws `forbidden` to an admin who acts as the person. */
export function expectNoImpersonation(actor: Actor): void {
  if (actor.kind === "user" && actor.impersonatorId !== undefined)
    throw new DomainError(
      "forbidden",
      "Only the person themselves may do this, not an admin who acts as them.",
    );
}

function rank(role: Role): number {
  return ROLES.indexOf(role);
}
