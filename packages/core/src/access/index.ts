import { ROLES } from "@salon/contracts";
import type { Role, Scope } from "@salon/contracts";
import type { Actor } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";

/** Where the caller stands in a salon; a stranger to it has neither a role nor scopes. */
export type Standing = {
  readonly actor: Actor;
  /** Of a member. */
  readonly role: Role | null;
  /** Of one of the salon's own API keys. */
  readonly scopes: readonly Scope[] | null;
};

export function standingOf(actor: Actor, salonId: string, role: Role | null): Standing {
  const isOwnKey = actor.kind === "apiKey" && actor.salonId === salonId;
  return { actor, role, scopes: isOwnKey ? actor.scopes : null };
}

/** Whether an operation is allowed; what is `hidden` looks as if it did not exist. */
export type Verdict = "allowed" | "forbidden" | "hidden" | { readonly lacking: Scope };

/** Throws `unauthenticated`, `forbidden` or `not_found` unless the verdict is `allowed`. */
export function allow(verdict: Verdict, { actor }: Pick<Standing, "actor">, what: string): void {
  if (verdict === "allowed") return;
  if (actor.kind === "anonymous") throw new DomainError("unauthenticated", "Sign in first.");
  if (verdict === "hidden") throw notFound(what);
  throw new DomainError("forbidden", whyForbidden(verdict, actor));
}

/**
 * A policy: members from `least` up, and the salon's keys with `scope`; no key where none is named. Strangers do not
 * learn that the salon exists.
 */
export function atLeast(least: Role, scope?: Scope): (standing: Standing) => Verdict {
  return ({ actor, role, scopes }) => {
    if (actor.kind === "system") return "allowed";
    if (scopes) return scope ? within(scopes, scope) : "forbidden";
    if (!role) return "hidden";
    return isAtLeast(role, least) ? "allowed" : "forbidden";
  };
}

/** What a key may: each scope stands for itself alone. */
export function within(scopes: readonly Scope[], scope: Scope): Verdict {
  return scopes.includes(scope) ? "allowed" : { lacking: scope };
}

/** Whether the caller sees a salon from inside: its members, and its keys that may read it. */
export function isInsider({ role, scopes }: Standing): boolean {
  return role !== null || scopes?.includes("salon:read") === true;
}

/** The account to whose calendar a member's sight is limited; null: it is not. */
export function limitedTo({ actor, role }: Standing): string | null {
  return actor.kind === "user" && !isAtLeast(role, "receptionist") ? actor.userId : null;
}

export function isAtLeast(role: Role | null, least: Role): boolean {
  return role !== null && rank(role) >= rank(least);
}

/** The signed-in person's id. Throws `unauthenticated`; `forbidden` to a key, which is nobody's account. */
export function signedIn(actor: Actor): string {
  if (actor.kind === "apiKey") throw new DomainError("forbidden", whyForbidden("forbidden", actor));
  if (actor.kind !== "user") throw new DomainError("unauthenticated", "Sign in first.");
  return actor.userId;
}

/** For what an account with an unproven address may not do. Throws `email_not_verified`. */
export function expectVerified(actor: Actor): void {
  if (actor.kind === "user" && !actor.emailVerified)
    throw new DomainError("email_not_verified", "Verify your e-mail address first.");
}

/** For what nobody does in another's name. Throws `forbidden` to an admin who acts as the person. */
export function expectNoImpersonation(actor: Actor): void {
  if (actor.kind === "user" && actor.impersonatorId !== undefined)
    throw new DomainError(
      "forbidden",
      "Only the person themselves may do this, not an admin who acts as them.",
    );
}

function whyForbidden(verdict: Exclude<Verdict, string> | "forbidden", actor: Actor): string {
  if (verdict !== "forbidden") return `This API key lacks the scope ${verdict.lacking}.`;
  if (actor.kind === "apiKey") return "No API key may do this: it is for people who are signed in.";
  return "Your role in this salon does not allow this.";
}

function rank(role: Role): number {
  return ROLES.indexOf(role);
}
