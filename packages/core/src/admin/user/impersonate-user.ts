import type { Impersonation, ImpersonateUser } from "@salon/contracts";
import { signedIn } from "../../access/index.ts";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import { DomainError, notFound } from "../../errors.ts";
import { openImpersonation } from "../../session/index.ts";
import { expectAdmin, mayImpersonate } from "../policy.ts";
import { lockAccount } from "./queries.ts";
import { canBeImpersonated } from "./rules.ts";

/** A session as somebody else, marked as such wherever it acts; they are told by mail. Throws `forbidden` for an admin and for whoever is banned or erased. */
export async function impersonateUser(
  ctx: Ctx,
  { userId, minutes, reason }: ImpersonateUser,
): Promise<Impersonation> {
  expectAdmin(ctx.actor, mayImpersonate);
  const impersonatorId = signedIn(ctx.actor);
  return ctx.transact(async (tx) => {
    const account = await lockAccount(tx, userId);
    if (!account) throw notFound("account");
    if (!canBeImpersonated(account))
      throw new DomainError("forbidden", "Nobody acts as an admin, or as somebody banned or erased.");
    const { id, token, expiresAt } = await openImpersonation(tx, { userId, impersonatorId, minutes });
    await audit(ctx, tx, {
      action: "user.impersonated",
      salon: null,
      subject: { type: "user", id: userId },
      before: null,
      after: { sessionId: id, expiresAt },
      reason,
    });
    await ctx.enqueue(tx, { name: "tellImpersonated", data: { userId, sessionId: id } });
    const { name, email } = account.user;
    return { token, expiresAt, user: { id: userId, name, email } };
  });
}
