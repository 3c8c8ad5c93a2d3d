import type { AdminUserRef } from "@salon/contracts";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import { notFound } from "../../errors.ts";
import { endImpersonations } from "../../session/index.ts";
import { expectAdmin, mayAppoint } from "../policy.ts";
import { lockAccount } from "../user/queries.ts";
import { presentAdmin } from "./present.ts";
import { deleteAdmin, findAdmin } from "./queries.ts";

/** Takes the level away; the account stays, and stops acting as others at once. Throws `not_found`. */
export async function revokeAdmin(ctx: Ctx, { userId }: AdminUserRef): Promise<void> {
  expectAdmin(ctx.actor, mayAppoint);
  await ctx.transact(async (tx) => {
    await lockAccount(tx, userId);
    const admin = await findAdmin(tx, userId);
    if (!admin) throw notFound("admin");
    await deleteAdmin(tx, userId);
    await endImpersonations(tx, userId);
    await audit(ctx, tx, {
      action: "admin.revoked",
      salon: null,
      subject: { type: "admin", id: userId },
      before: presentAdmin(admin),
      after: null,
    });
  });
}
