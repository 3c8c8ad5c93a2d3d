import type { ServiceCategory, UpdateServiceCategory } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { openCategory } from "./index.ts";
import { presentCategory } from "./present.ts";
import { saveCategory } from "./queries.ts";

export async function updateServiceCategory(
  ctx: Ctx,
  input: UpdateServiceCategory,
): Promise<ServiceCategory> {
  const { salonId, categoryId, ifVersion, ...changes } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const current = await openCategory(tx, found.salon, categoryId);
    expectVersion(current.version, ifVersion);
    const after = presentCategory(await saveCategory(tx, current, changes));
    await emit(ctx, tx, rulesChanged(found, "service_category", { before: presentCategory(current), after }));
    return after;
  });
}
