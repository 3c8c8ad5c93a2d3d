import type { Me, UpdateMe } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { expectVersion, notFound } from "../errors.ts";
import { setUserPhoto } from "../file/index.ts";
import { presentMe } from "./present.ts";
import { findMemberships, lockPerson, savePerson } from "./queries.ts";

/** What is left out keeps its value; null takes it away. The e-mail address stays. */
export async function updateMe(ctx: Ctx, { ifVersion, imageId: wanted, ...changes }: UpdateMe): Promise<Me> {
  const userId = signedIn(ctx.actor);
  return ctx.transact(async (tx) => {
    const person = await lockPerson(tx, userId);
    if (!person) throw notFound("account");
    expectVersion(person.version, ifVersion);
    const memberships = await findMemberships(tx, userId);
    const imageId = await setUserPhoto(tx, userId, { imageId: wanted, current: person.imageId });
    const saved = { ...(await savePerson(tx, person, changes)), imageId };
    const after = presentMe(saved, memberships, ctx.actor);
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
