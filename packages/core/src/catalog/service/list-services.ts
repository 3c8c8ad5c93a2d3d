import type { ListOfSalon, Page, Service } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { pageOf } from "../../cursor.ts";
import { seeSalon } from "../../salon/index.ts";
import { presentService } from "./present.ts";
import { listServicesOf } from "./queries.ts";

/** The menu, with variants, segments and what they need. */
export async function listServices(ctx: Ctx, input: ListOfSalon): Promise<Page<Service>> {
  const { salon } = await seeSalon(ctx, ctx.db, input.salonId);
  const rows = await listServicesOf(ctx.db, salon, input);
  return pageOf(
    rows,
    input.limit,
    ({ service }) => [service.createdAt, service.id],
    (found) => presentService(found, salon),
  );
}
