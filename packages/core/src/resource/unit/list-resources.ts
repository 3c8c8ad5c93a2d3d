import type { ListOfSalon, Page, Resource } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf } from "../../cursor.ts";
import { openSalon } from "../../salon/index.ts";
import { mayReadResources } from "../policy.ts";
import { presentUnit } from "./present.ts";
import { listUnits } from "./queries.ts";

export async function listResources(ctx: Ctx, input: ListOfSalon): Promise<Page<Resource>> {
  const { salon } = await openSalon(ctx, ctx.db, input.salonId, mayReadResources);
  const rows = await listUnits(ctx.db, salon, input);
  return pageOf(rows, input.limit, ({ position, id }) => [position, id], presentUnit);
}
