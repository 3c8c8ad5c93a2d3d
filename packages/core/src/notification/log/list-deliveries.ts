import type { Delivery, ListDeliveries } from "@salon/contracts";
import { atLeast } from "../../access/index.ts";
import type { Ctx } from "../../context.ts";
import { pageOf, readCursor } from "../../cursor.ts";
import type { Page } from "../../cursor.ts";
import { openSalon } from "../../salon/index.ts";
import { findDeliveries } from "./queries.ts";
import type { LoggedRow } from "./queries.ts";

const mayReadDeliveries = atLeast("manager");

/** What a salon's bookings were followed by, newest first; without a word of it, or where it went. */
export async function listDeliveries(
  ctx: Ctx,
  { salonId, ...filter }: ListDeliveries,
): Promise<Page<Delivery>> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayReadDeliveries);
  const rows = await findDeliveries(ctx.db, salon, filter, readCursor(filter.cursor, ["instant", "id"]));
  return pageOf(
    rows,
    filter.limit,
    ({ notification, delivery }) => [notification.createdAt, delivery.id],
    present,
  );
}

function present({ notification, delivery }: LoggedRow): Delivery {
  const { kind, salonId, subjectId, startsAt, createdAt } = notification;
  const { id, channel, state, attempts, dueAt, sentAt, failure } = delivery;
  return {
    id,
    kind,
    salonId,
    bookingId: subjectId,
    startsAt,
    createdAt,
    channel,
    state,
    attempts,
    dueAt,
    sentAt,
    failure,
  };
}
