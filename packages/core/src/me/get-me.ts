import type { Me } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { presentMe } from "./present.ts";
import { findMemberships, findPerson } from "./queries.ts";

/** Throws `unauthenticated` without a session. */
export async function getMe(ctx: Ctx): Promise<Me> {
  const userId = signedIn(ctx.actor);
  const [person, memberships] = await Promise.all([
    findPerson(ctx.db, userId),
    findMemberships(ctx.db, userId),
  ]);
  if (!person) throw notFound("account");
  return presentMe(person, memberships, ctx.actor);
}
