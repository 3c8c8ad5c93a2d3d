import type { ServiceCategory, UpdateServiceCategory } from "@salon/contracts";
import { given } from "../../changes.ts";
import type { Ctx } from "../../context.ts";
import { changeRule } from "../../rule/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { openCategory } from "./index.ts";
import { presentCategory } from "./present.ts";
import { saveCategory } from "./queries.ts";
import type { CategoryRow } from "./queries.ts";

export async function updateServiceCategory(
  ctx: Ctx,
  { salonId, categoryId, ifVersion, ...changes }: UpdateServiceCategory,
): Promise<ServiceCategory> {
  return changeRule(
    ctx,
    { salonId, ifVersion },
    {
      type: "service_category",
      may: mayEditCatalog,
      open: (tx, salon) => openCategory(tx, salon, categoryId),
      present: presentCategory,
      plan: (current) => ({ ...current, ...given<CategoryRow>(changes) }),
      save: (tx, { current }) => saveCategory(tx, current, changes),
    },
  );
}
