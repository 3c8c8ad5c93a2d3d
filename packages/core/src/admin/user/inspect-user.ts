import type { AdminUserDetails, AdminUserRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { notFound } from "../../errors.ts";
import { findMemberships } from "../../me/index.ts";
import { expectAdmin, maySeeAccounts } from "../policy.ts";
import { presentAccount } from "./present.ts";
import { countSessions, findAccount } from "./queries.ts";

export async function inspectUser(ctx: Ctx, { userId }: AdminUserRef): Promise<AdminUserDetails> {
  expectAdmin(ctx.actor, maySeeAccounts);
  const [account, memberships, sessionCount] = await Promise.all([
    findAccount(ctx.db, userId),
    findMemberships(ctx.db, userId),
    countSessions(ctx.db, userId),
  ]);
  if (!account) throw notFound("account");
  return { ...presentAccount(account), memberships, sessionCount };
}
