import type { ResourceType, UpdateResourceType } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditResources } from "../policy.ts";
import { openType } from "./index.ts";
import { presentType } from "./present.ts";
import { saveType } from "./queries.ts";

export async function updateResourceType(ctx: Ctx, input: UpdateResourceType): Promise<ResourceType> {
  const { salonId, resourceTypeId, ifVersion, ...changes } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditResources);
    const current = await openType(tx, found.salon, resourceTypeId);
    expectVersion(current.version, ifVersion);
    const after = presentType(await saveType(tx, current, changes));
    await emit(ctx, tx, rulesChanged(found, "resource_type", { before: presentType(current), after }));
    return after;
  });
}
