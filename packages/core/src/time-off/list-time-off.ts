import type { ListTimeOff, Page, TimeOff } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeTimeOff } from "./policy.ts";
import { presentTimeOffTo } from "./present.ts";
import { listTimeOffRows } from "./queries.ts";

/** Time off of a salon's staff and resources that overlaps `[from, to)`. */
export async function listTimeOff(ctx: Ctx, input: ListTimeOff): Promise<Page<TimeOff>> {
  const { salon, standing } = await openSalon(ctx, ctx.db, input.salonId, maySeeTimeOff);
  const rows = await listTimeOffRows(ctx.db, salon, input, readCursor(input.cursor, ["instant", "id"]));
  return pageOf(rows, input.limit, ({ startsAt, id }) => [startsAt, id], presentTimeOffTo(standing));
}
