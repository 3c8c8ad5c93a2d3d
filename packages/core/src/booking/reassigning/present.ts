import type { ReassignedBookings } from "@salon/contracts";
import { renderLocal } from "@salon/scheduling";
import { REFUSAL_MESSAGES } from "../../availability/index.ts";
import type { BookingRow } from "../record.ts";
import type { Handover, Handovers } from "./judge-handovers.ts";

type From = { readonly staffId: string; readonly timeZone: string };

export function presentHandovers(
  { moved, left }: Handovers,
  { staffId, timeZone }: From,
): Omit<ReassignedBookings, "next"> {
  const whichOf = ({ id, startsAt }: BookingRow) => ({
    bookingId: id,
    startsAt,
    localStart: renderLocal(startsAt.getTime(), timeZone),
  });
  return {
    moved: moved.map((handover) => ({
      ...whichOf(handover.before.booking),
      items: itemsOf(handover, staffId),
    })),
    left: left.map(({ before, refusal }) => ({
      ...whichOf(before.booking),
      code: refusal,
      message: REFUSAL_MESSAGES[refusal],
    })),
  };
}

function itemsOf({ before, given }: Handover, fromStaffId: string) {
  return given.map(({ id, variantId, staffId, staffName }) => ({
    itemId: id,
    variantId,
    fromStaffId,
    toStaffId: staffId,
    toStaffName: staffName,
    wasRequested: before.items.some((item) => item.id === id && item.reason === "requested"),
  }));
}
