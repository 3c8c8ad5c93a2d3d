import { atLeast, expectNoImpersonation, expectVerified } from "../access/index.ts";
import type { Actor } from "../context.ts";

/** The owners': a key outlasts whoever made it. */
export const mayKeepKeys = atLeast("owner");

/** Whoever hands out the salon's rights does so in their own name. Throws `email_not_verified`, `forbidden`. */
export function expectOwnName(actor: Actor): void {
  expectNoImpersonation(actor);
  expectVerified(actor);
}
