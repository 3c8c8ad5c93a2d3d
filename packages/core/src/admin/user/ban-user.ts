import type { AdminUser, BanUser, UnbanUser } from "@salon/contracts";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import { DomainError, expectVersion, notFound } from "../../errors.ts";
import { endSessionsOf } from "../../session/index.ts";
import { expectAdmin, mayBan } from "../policy.ts";
import { presentAccount } from "./present.ts";
import { lockAccount, saveBan } from "./queries.ts";
import { canBan } from "./rules.ts";

/**
 * Shuts somebody out: every session ends at once, and none begins. Their salons stay, with the salons' API keys. Throws
 * `forbidden` for an admin who is not below the caller.
 */
export async function banUser(ctx: Ctx, input: BanUser): Promise<AdminUser> {
  return setBan(ctx, input, true);
}

/** Lets somebody in again, who signs in anew. */
export async function unbanUser(ctx: Ctx, input: UnbanUser): Promise<AdminUser> {
  return setBan(ctx, input, false);
}

async function setBan(
  ctx: Ctx,
  { userId, ifVersion, reason }: UnbanUser,
  banned: boolean,
): Promise<AdminUser> {
  expectAdmin(ctx.actor, mayBan);
  return ctx.transact(async (tx) => {
    const account = await lockAccount(tx, userId);
    if (!account) throw notFound("account");
    if (!canBan(ctx.actor, account))
      throw new DomainError("forbidden", "Nobody bans themselves, or an admin who is not below them.");
    expectVersion(account.user.version, ifVersion);
    const before = presentAccount(account);
    if ((before.bannedAt !== null) === banned) return before;
    const after = presentAccount({ ...account, user: await saveBan(tx, account, banned) });
    // After a ban too: a sign-in beside it may have left a session that only the ban keeps out.
    await endSessionsOf(tx, userId);
    await audit(ctx, tx, {
      action: banned ? "user.banned" : "user.unbanned",
      salon: null,
      subject: { type: "user", id: userId },
      before,
      after,
      ...(reason !== undefined && { reason }),
    });
    return after;
  });
}
