import type { CreateResource, Resource } from "@salon/contracts";
import { insertCalendar } from "../../calendar/index.ts";
import type { Ctx } from "../../context.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { newId } from "../../ids.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { expectResourceTypes } from "../index.ts";
import { mayEditResources } from "../policy.ts";
import { presentUnit } from "./present.ts";
import { insertUnit } from "./queries.ts";

/** One more chair, room or machine, with a calendar of its own. */
export async function createResource(
  ctx: Ctx,
  { salonId, name, resourceTypeId }: CreateResource,
): Promise<Resource> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditResources);
    const { salon } = found;
    await expectResourceTypes(tx, salon, [{ pointer: "/resourceTypeId", resourceTypeId }]);
    const calendarId = await insertCalendar(tx, salon.businessId, "resource");
    const unit = presentUnit(await insertUnit(tx, salon, { id: newId(), name, resourceTypeId, calendarId }));
    await emit(ctx, tx, rulesChanged(found, "resource", { before: null, after: unit }));
    return unit;
  });
}
