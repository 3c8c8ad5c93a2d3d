import type { Admin, ListAdmins } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { expectAdmin, maySeeAccounts } from "../policy.ts";
import { presentAdmin } from "./present.ts";
import { findAdmins } from "./queries.ts";

export async function listAdmins(ctx: Ctx, { limit, cursor }: ListAdmins): Promise<Page<Admin>> {
  expectAdmin(ctx.actor, maySeeAccounts);
  const rows = await findAdmins(ctx.db, limit, readCursor(cursor, ["instant", "id"]));
  return pageOf(rows, limit, ({ admin }) => [admin.createdAt, admin.userId], presentAdmin);
}
