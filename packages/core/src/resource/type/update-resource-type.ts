import type { ResourceType, UpdateResourceType } from "@salon/contracts";
import { given } from "../../changes.ts";
import type { Ctx } from "../../context.ts";
import { changeRule } from "../../rule/index.ts";
import { mayEditResources } from "../policy.ts";
import { openType } from "./index.ts";
import { presentType } from "./present.ts";
import { saveType } from "./queries.ts";
import type { TypeRow } from "./queries.ts";

export async function updateResourceType(
  ctx: Ctx,
  { salonId, resourceTypeId, ifVersion, ...changes }: UpdateResourceType,
): Promise<ResourceType> {
  return changeRule(
    ctx,
    { salonId, ifVersion },
    {
      type: "resource_type",
      may: mayEditResources,
      open: (tx, salon) => openType(tx, salon, resourceTypeId),
      present: presentType,
      plan: (current) => ({ ...current, ...given<TypeRow>(changes) }),
      save: (tx, { current }) => saveType(tx, current, changes),
    },
  );
}
