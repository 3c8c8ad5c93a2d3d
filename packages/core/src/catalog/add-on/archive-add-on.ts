import type { VersionedAddOnRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { touchServices } from "../service/queries.ts";
import { openAddOn } from "./index.ts";
import { presentAddOn } from "./present.ts";
import { archiveAddOnRow, linkServices } from "./queries.ts";

export async function archiveAddOn(
  ctx: Ctx,
  { salonId, addOnId, ifVersion }: VersionedAddOnRef,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const { salon } = found;
    const current = await openAddOn(tx, salon, addOnId);
    const { addOn, serviceIds } = current;
    expectVersion(addOn.version, ifVersion);
    await linkServices(tx, addOn, []);
    await touchServices(tx, salon, serviceIds);
    await archiveAddOnRow(tx, addOn);
    await emit(ctx, tx, rulesChanged(found, "add_on", { before: presentAddOn(current, salon), after: null }));
  });
}
