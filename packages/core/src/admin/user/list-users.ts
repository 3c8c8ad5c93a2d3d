import type { AdminListUsers, AdminUser } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { expectAdmin, maySeeAccounts } from "../policy.ts";
import { presentAccount } from "./present.ts";
import { findAccounts } from "./queries.ts";

/** Everybody with an account, newest first. */
export async function listUsers(ctx: Ctx, input: AdminListUsers): Promise<Page<AdminUser>> {
  expectAdmin(ctx.actor, maySeeAccounts);
  const { cursor, limit } = input;
  const rows = await findAccounts(ctx.db, input, limit, readCursor(cursor, ["id"]));
  return pageOf(rows, limit, ({ user }) => [user.id], presentAccount);
}
