import type { ExportBookings } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { openSalon } from "../../salon/index.ts";
import { mayExportBookings } from "../policy.ts";
import { findBookingsToExport } from "./queries.ts";

/** As many as fit into one answer. */
const MOST = 20_000;

/** A booking as a line of a file. */
export type ExportedBooking = Awaited<ReturnType<typeof findBookingsToExport>>[number];

/** Throws `limit_reached` for more than 20,000: a shorter period is asked for. */
export async function exportBookings(
  ctx: Ctx,
  { salonId, ...period }: ExportBookings,
): Promise<ExportedBooking[]> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayExportBookings);
  const { businessId, id } = salon;
  const rows = await findBookingsToExport(ctx.db, { businessId, id, ...period }, MOST + 1);
  if (rows.length > MOST)
    throw new DomainError("limit_reached", `More than ${MOST} bookings: ask for a shorter period.`);
  return rows;
}
