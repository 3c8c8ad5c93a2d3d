import type { AdminListSalons, AdminSalon } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { expectAdmin, mayJudgeSalons } from "../policy.ts";
import { presentJudged } from "./present.ts";
import { findSalonsToJudge } from "./queries.ts";

/** Salons of every status, newest first. */
export async function listSalons(ctx: Ctx, input: AdminListSalons): Promise<Page<AdminSalon>> {
  expectAdmin(ctx.actor, mayJudgeSalons);
  const { cursor, limit } = input;
  const rows = await findSalonsToJudge(ctx.db, input, limit, readCursor(cursor, ["id"]));
  return pageOf(rows, limit, ({ salon }) => [salon.id], presentJudged);
}
