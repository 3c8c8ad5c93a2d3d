import type { Me, UpdateMe } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
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
    const memberships = await findMemberships(tx, userId);
    const after = presentMe(await savePerson(tx, person, changes), memberships, ctx.actor);
    await audit(ctx, tx, {
      action: "user.updated",
      salon: null,
      subject: { type: "user", id: userId },
      before: presentMe(person, memberships, ctx.actor),
      after,
    });
    return after;
  });
}
