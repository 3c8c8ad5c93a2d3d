import type { AddOn, ListOfSalon, Page } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf } from "../../cursor.ts";
import { seeSalon } from "../../salon/index.ts";
import { presentAddOn } from "./present.ts";
import { listAddOnsOf } from "./queries.ts";

export async function listAddOns(ctx: Ctx, input: ListOfSalon): Promise<Page<AddOn>> {
  const { salon } = await seeSalon(ctx, ctx.db, input.salonId);
  const rows = await listAddOnsOf(ctx.db, salon, input);
  return pageOf(
    rows,
    input.limit,
    ({ addOn }) => [addOn.createdAt, addOn.id],
    (found) => presentAddOn(found, salon),
  );
}
