import type { Me, UpdateMe } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { expectVersion, notFound } from "../errors.ts";
import { presentMe } from "./present.ts";
import { findMemberships, lockPerson, savePerson } from "./queries.ts";

/** What is left out keeps its value; null takes it away. The e-mail address stays. */
export async function updateMe(ctx: Ctx, { ifVersion, ...changes }: UpdateMe): Promise<Me> {
  const userId = signedIn(ctx.actor);
  return ctx.transact(async (tx) => {
    const person = await lockPerson(tx, userId);
    if (!person) throw notFound("account");
    expectVersion(person.version, ifVersion);
    const saved = await savePerson(tx, person, changes);
    return presentMe(saved, await findMemberships(tx, userId));
  });
}
