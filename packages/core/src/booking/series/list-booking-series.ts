import type { BookingSeries, ListBookingSeries, ListMyBookingSeries } from "@salon/contracts";
import { limitedTo, signedIn } from "../../access/index.ts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { openSalon } from "../../salon/index.ts";
import { mayListBookings } from "../policy.ts";
import { presentSeries } from "./present.ts";
import { findSeriesOfPerson, findSeriesOfSalon } from "./queries.ts";
import type { SeriesFor } from "./queries.ts";

/** A salon's series, in the order in which they were made. A stylist sees those with a visit in the own calendar. */
export async function listBookingSeries(ctx: Ctx, input: ListBookingSeries): Promise<Page<BookingSeries>> {
  const { salon, standing } = await openSalon(ctx, ctx.db, input.salonId, mayListBookings);
  const { businessId, id } = salon;
  const of = { businessId, id, ownUserId: limitedTo(standing), clientId: input.clientId };
  const rows = await findSeriesOfSalon(ctx.db, of, listingOf(input));
  return pageOf(rows, input.limit, keyOf, presentSeries);
}

/** Those that somebody made or is served at, in every salon. */
export async function listMyBookingSeries(
  ctx: Ctx,
  input: ListMyBookingSeries,
): Promise<Page<BookingSeries>> {
  const rows = await findSeriesOfPerson(ctx.db, signedIn(ctx.actor), listingOf(input));
  return pageOf(rows, input.limit, keyOf, presentSeries);
}

function listingOf({ cursor, limit }: ListMyBookingSeries) {
  return { after: readCursor(cursor, ["instant", "id"]), limit };
}

function keyOf({ series }: SeriesFor) {
  return [series.createdAt, series.id];
}
