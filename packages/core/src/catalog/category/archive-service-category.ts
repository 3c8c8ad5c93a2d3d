import type { VersionedServiceCategoryRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { leaveCategory } from "../service/queries.ts";
import { openCategory } from "./index.ts";
import { presentCategory } from "./present.ts";
import { archiveCategory } from "./queries.ts";

/** Its services stay on the menu, without a category. */
export async function archiveServiceCategory(ctx: Ctx, input: VersionedServiceCategoryRef): Promise<void> {
  const { salonId, categoryId, ifVersion } = input;
  await ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const current = await openCategory(tx, found.salon, categoryId);
    expectVersion(current.version, ifVersion);
    await leaveCategory(tx, current);
    await archiveCategory(tx, current);
    const change = { before: presentCategory(current), after: null };
    await emit(ctx, tx, rulesChanged(found, "service_category", change));
  });
}
