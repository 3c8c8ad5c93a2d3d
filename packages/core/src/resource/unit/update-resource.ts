import type { Resource, UpdateResource } from "@salon/contracts";
import { given } from "../../changes.ts";
import type { Ctx } from "../../context.ts";
import { changeRule } from "../../rule/index.ts";
import { mayEditResources } from "../policy.ts";
import { openUnit } from "./index.ts";
import { presentUnit } from "./present.ts";
import { saveUnit } from "./queries.ts";
import type { UnitRow } from "./queries.ts";

export async function updateResource(
  ctx: Ctx,
  { salonId, resourceId, ifVersion, ...changes }: UpdateResource,
): Promise<Resource> {
  return changeRule(
    ctx,
    { salonId, ifVersion },
    {
      type: "resource",
      may: mayEditResources,
      open: (tx, salon) => openUnit(tx, salon, resourceId),
      present: presentUnit,
      plan: (current) => ({ ...current, ...given<UnitRow>(changes) }),
      save: (tx, { current }) => saveUnit(tx, current, changes),
    },
  );
}
