import type { Client, ExportClients } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { openSalon } from "../../salon/index.ts";
import { mayMoveClientFiles } from "../policy.ts";
import { presentClient } from "../present.ts";
import { findClientsToExport } from "./queries.ts";

/** As many as fit into one answer. */
const MOST = 20_000;

/** A client as a line of a file. */
export type ExportedClient = Client & {
  readonly visits: number;
  readonly noShows: number;
  readonly lateCancellations: number;
  readonly lastVisitAt: Date | null;
};

/** Throws `limit_reached` for more than 20,000: a shorter period is asked for. */
export async function exportClients(
  ctx: Ctx,
  { salonId, ...period }: ExportClients,
): Promise<ExportedClient[]> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayMoveClientFiles);
  const rows = await findClientsToExport(ctx.db, salon.businessId, period, MOST + 1);
  if (rows.length > MOST)
    throw new DomainError(
      "limit_reached",
      `More than ${MOST} clients: ask for a part of them by createdFrom and createdTo.`,
    );
  return rows.map(({ client, completed, noShows, lateCancellations, lastVisitAt }) => ({
    ...presentClient(client),
    visits: completed ?? 0,
    noShows: noShows ?? 0,
    lateCancellations: lateCancellations ?? 0,
    lastVisitAt,
  }));
}
