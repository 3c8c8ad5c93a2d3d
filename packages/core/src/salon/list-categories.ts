import type { Category } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { listCategoryRows } from "./queries.ts";

export async function listCategories(ctx: Ctx): Promise<{ items: Category[] }> {
  return { items: await listCategoryRows(ctx.db) };
}
