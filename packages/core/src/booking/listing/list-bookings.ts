import type { Booking, ListBookings, ListMyBookings } from "@salon/contracts";
import { limitedTo, signedIn } from "../../access/index.ts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { openSalon } from "../../salon/index.ts";
import { mayListBookings } from "../policy.ts";
import { findBookings } from "../queries.ts";
import { listOfPerson, listOfSalon } from "./queries.ts";
import { presentBooking } from "../record.ts";
import type { BookingRecord } from "../record.ts";

/** A salon's bookings by their start; by their last change where `updatedSince` is given. A stylist sees the own calendar. */
export async function listBookings(ctx: Ctx, { salonId, ...filter }: ListBookings): Promise<Page<Booking>> {
  const { salon, standing } = await openSalon(ctx, ctx.db, salonId, mayListBookings);
  const ownUserId = limitedTo(standing);
  const after = readCursor(filter.cursor, ["instant", "id"]);
  const byChange = filter.updatedSince !== undefined;
  const { where, orderBy } = listOfSalon(salon, filter, { ownUserId, after, byChange });
  const records = await findBookings(ctx.db, ctx.actor, where, { limit: filter.limit + 1, orderBy });
  return pageOf(records, filter.limit, byChange ? changeKey : startKey, presentBooking);
}

/** The bookings that somebody made or is served by, in every salon. */
export async function listMyBookings(ctx: Ctx, filter: ListMyBookings): Promise<Page<Booking>> {
  const userId = signedIn(ctx.actor);
  const { where, orderBy } = listOfPerson(userId, filter, readCursor(filter.cursor, ["instant", "id"]));
  const records = await findBookings(ctx.db, ctx.actor, where, { limit: filter.limit + 1, orderBy });
  return pageOf(records, filter.limit, startKey, presentBooking);
}

function startKey({ booking }: BookingRecord) {
  return [booking.startsAt, booking.id];
}

function changeKey({ booking }: BookingRecord) {
  return [booking.updatedAt, booking.id];
}
