import type { AuditEntry, ListAuditLog } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { expectAdmin, maySeeAccounts } from "../policy.ts";
import { presentAuditRow } from "./present.ts";
import { findAuditRows } from "./queries.ts";

/** Who changed what, newest first. */
export async function listAuditLog(ctx: Ctx, input: ListAuditLog): Promise<Page<AuditEntry>> {
  expectAdmin(ctx.actor, maySeeAccounts);
  const rows = await findAuditRows(ctx.db, input, readCursor(input.cursor, ["whole"]));
  return pageOf(rows, input.limit, ({ id }) => [String(id)], presentAuditRow);
}
