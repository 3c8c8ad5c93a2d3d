import type { Service, UpdateService, VariantInput } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { expectResourceTypes } from "../../resource/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import type { SalonRow } from "../../salon/index.ts";
import { dropUnfitMinutes, withdrawOffers } from "../../staff/index.ts";
import { expectCategory } from "../category/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { archiveVariants, writeVariants } from "../variant/queries.ts";
import { mentionedTypes, variantRows } from "../variant/rules.ts";
import { openService } from "./index.ts";
import { presentService } from "./present.ts";
import { saveService } from "./queries.ts";
import type { FoundService } from "./queries.ts";

/** Throws `variant_not_bookable` for the id of a variant that the service does not have. */
export async function updateService(ctx: Ctx, input: UpdateService): Promise<Service> {
  const { salonId, serviceId, ifVersion, variants, ...changes } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const { salon } = found;
    const current = await openService(tx, salon, serviceId);
    expectVersion(current.service.version, ifVersion);
    await expectCategory(tx, salon, changes.categoryId);
    await saveService(tx, current.service, changes);
    if (variants) await replaceVariants(tx, salon, current, variants);
    const after = presentService(await openService(tx, salon, serviceId), salon);
    await emit(ctx, tx, rulesChanged(found, "service", { before: presentService(current, salon), after }));
    return after;
  });
}

/** Nobody does a variant that was left out any more; own minutes stay where they still fit. */
async function replaceVariants(
  tx: Tx,
  salon: SalonRow,
  current: FoundService,
  variants: readonly VariantInput[],
): Promise<void> {
  await expectResourceTypes(tx, salon, mentionedTypes(variants));
  const rows = variantRows(variants, current.variants);
  const ids = rows.map(({ id }) => id);
  await withdrawOffers(tx, salon, await archiveVariants(tx, current.service, ids));
  await writeVariants(tx, current.service, rows);
  await dropUnfitMinutes(tx, salon, ids);
}
