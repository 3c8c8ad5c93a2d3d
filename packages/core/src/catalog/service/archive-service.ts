import type { VersionedServiceRef } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { expectVersion } from "../../errors.ts";
import { emit, rulesChanged } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { withdrawOffers } from "../../staff/index.ts";
import { unlinkService } from "../add-on/queries.ts";
import { mayEditCatalog } from "../policy.ts";
import { archiveVariants } from "../variant/queries.ts";
import { openService } from "./index.ts";
import { presentService } from "./present.ts";
import { archiveServiceRow } from "./queries.ts";

/** Takes a service off the menu; bookings of it stay. */
export async function archiveService(
  ctx: Ctx,
  { salonId, serviceId, ifVersion }: VersionedServiceRef,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditCatalog);
    const { salon } = found;
    const current = await openService(tx, salon, serviceId);
    const { service } = current;
    expectVersion(service.version, ifVersion);
    await withdrawOffers(tx, salon, await archiveVariants(tx, service));
    await unlinkService(tx, service);
    await archiveServiceRow(tx, service);
    await emit(
      ctx,
      tx,
      rulesChanged(found, "service", { before: presentService(current, salon), after: null }),
    );
  });
}
