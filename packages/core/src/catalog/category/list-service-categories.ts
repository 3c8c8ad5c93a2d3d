import type { ListOfSalon, Page, ServiceCategory } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf } from "../../cursor.ts";
import { seeSalon } from "../../salon/index.ts";
import { presentCategory } from "./present.ts";
import { listCategories } from "./queries.ts";

export async function listServiceCategories(ctx: Ctx, input: ListOfSalon): Promise<Page<ServiceCategory>> {
  const { salon } = await seeSalon(ctx, ctx.db, input.salonId);
  const rows = await listCategories(ctx.db, salon, input);
  return pageOf(rows, input.limit, ({ position, id }) => [position, id], presentCategory);
}
