import type { Resource, UpdateResource } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayEditResources } from "../policy.ts";
import { openUnit } from "./index.ts";
import { presentUnit } from "./present.ts";
import { saveUnit } from "./queries.ts";

export async function updateResource(ctx: Ctx, input: UpdateResource): Promise<Resource> {
  const { salonId, resourceId, ifVersion, ...changes } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditResources);
    const current = await openUnit(tx, found.salon, resourceId);
    expectVersion(current.version, ifVersion);
    const after = presentUnit(await saveUnit(tx, current, changes));
    await emit(ctx, tx, rulesChanged(found, "resource", { before: presentUnit(current), after }));
    return after;
  });
}
