import type { ListStaffOverrides, Override, Page } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import { seeSalon } from "../salon/index.ts";
import { ownerOfHours } from "./index.ts";
import type { OfSalonOrStaff } from "./index.ts";
import { presentOverride } from "./present.ts";
import { findOverrides } from "./queries.ts";

/** Dates with hours of their own, ascending; `from` and `to` are included. */
export async function listOverrides(
  ctx: Ctx,
  input: OfSalonOrStaff<ListStaffOverrides>,
): Promise<Page<Override>> {
  const { from, to, cursor, limit } = input;
  const { salon } = await seeSalon(ctx, ctx.db, input.salonId);
  const owner = await ownerOfHours(ctx.db, salon, input.staffId);
  const [after] = readCursor(cursor, ["date"]) ?? [];
  const rows = await findOverrides(ctx.db, owner, { from, to, after, limit });
  return pageOf(rows, limit, ({ date }) => [date], presentOverride);
}
