import type { ListOfSalon, Page, ResourceType } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf } from "../../cursor.ts";
import { openSalon } from "../../salon/index.ts";
import { mayReadResources } from "../policy.ts";
import { presentType } from "./present.ts";
import { listTypes } from "./queries.ts";

export async function listResourceTypes(ctx: Ctx, input: ListOfSalon): Promise<Page<ResourceType>> {
  const { salon } = await openSalon(ctx, ctx.db, input.salonId, mayReadResources);
  const rows = await listTypes(ctx.db, salon, input);
  return pageOf(rows, input.limit, ({ createdAt, id }) => [createdAt, id], presentType);
}
