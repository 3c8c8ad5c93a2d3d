import type { ListOfSalon, Page, Staff } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf } from "../cursor.ts";
import { seeSalon } from "../salon/index.ts";
import { presentStaff } from "./present.ts";
import { listStaffOf } from "./queries.ts";

export async function listStaff(ctx: Ctx, input: ListOfSalon): Promise<Page<Staff>> {
  const salon = await seeSalon(ctx, ctx.db, input.salonId);
  const rows = await listStaffOf(ctx.db, salon.salon, input);
  return pageOf(
    rows,
    input.limit,
    ({ person }) => [person.position, person.id],
    (found) => presentStaff(found, salon),
  );
}
