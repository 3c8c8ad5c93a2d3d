import type { VersionedResourceTypeRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { DomainError, expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditResources } from "../policy.ts";
import { openType } from "./index.ts";
import { presentType } from "./present.ts";
import { archiveType, isTypeInUse } from "./queries.ts";

/** Throws `in_use` while it has units or a variant needs it. */
export async function archiveResourceType(ctx: Ctx, input: VersionedResourceTypeRef): Promise<void> {
  const { salonId, resourceTypeId, ifVersion } = input;
  await ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditResources);
    const current = await openType(tx, found.salon, resourceTypeId);
    expectVersion(current.version, ifVersion);
    if (await isTypeInUse(tx, current))
      throw new DomainError("in_use", "It has units, or a variant needs it.");
    await archiveType(tx, current);
    await emit(ctx, tx, rulesChanged(found, "resource_type", { before: presentType(current), after: null }));
  });
}
