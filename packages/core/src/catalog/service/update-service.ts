import type { Service, UpdateService } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { given } from "../../changes.ts";
import type { Ctx } from "../../context.ts";
import { expectResourceTypes } from "../../resource/index.ts";
import { changeRule } from "../../rule/index.ts";
import type { SalonRow } from "../../salon/index.ts";
import { dropUnfitMinutes, withdrawOffers } from "../../staff/index.ts";
import { expectCategory } from "../category/index.ts";
import { mayEditCatalog } from "../policy.ts";
import { archiveVariants, writeVariants } from "../variant/queries.ts";
import { mentionedTypes, variantRows } from "../variant/rules.ts";
import { openService } from "./index.ts";
import { presentService } from "./present.ts";
import { saveService } from "./queries.ts";
import type { FoundService, ServiceRow } from "./queries.ts";

/** Throws `variant_not_bookable` for the id of a variant that the service does not have. */
export async function updateService(
  ctx: Ctx,
  { salonId, serviceId, ifVersion, variants, ...changes }: UpdateService,
): Promise<Service> {
  return changeRule(
    ctx,
    { salonId, ifVersion },
    {
      type: "service",
      may: mayEditCatalog,
      open: (tx, salon) => openService(tx, salon, serviceId),
      present: (found, { salon }) => presentService(found, salon),
      async plan(current, tx, salon) {
        await expectCategory(tx, salon, changes.categoryId);
        if (variants) await expectResourceTypes(tx, salon, mentionedTypes(variants));
        return {
          ...current,
          service: { ...current.service, ...given<ServiceRow>(changes) },
          variants: variants ? variantRows(variants, current.variants) : current.variants,
        };
      },
      async save(tx, { current, planned, salon }) {
        await saveService(tx, current.service, changes);
        if (variants) await replaceVariants(tx, salon, planned);
        return openService(tx, salon, serviceId);
      },
    },
  );
}

/** Nobody does a variant that was left out any more; own minutes stay where they still fit. */
async function replaceVariants(tx: Tx, salon: SalonRow, { service, variants }: FoundService): Promise<void> {
  const ids = variants.map(({ id }) => id);
  await withdrawOffers(tx, salon, await archiveVariants(tx, service, ids));
  await writeVariants(tx, service, variants);
  await dropUnfitMinutes(tx, salon, ids);
}
