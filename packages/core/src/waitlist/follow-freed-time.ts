import type { BookingStatus } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { readOn } from "../event/index.ts";
import type { EventRow } from "../event/index.ts";
import { moveEntry } from "./move-entry.ts";
import { lockOffered, lookAgain } from "./queries.ts";
import type { Freed } from "./queries.ts";

/** Has those looked at who wait for what became free, and notes what became of offers. Tells whether there may be more. */
export async function followFreedTime(ctx: Ctx): Promise<boolean> {
  return readOn(ctx, "waitlist", async (tx, events) => {
    await settleOffers(ctx, tx, events);
    await lookAgain(tx, events.flatMap(freedBy));
  });
}

const OUTCOMES: { readonly [Status in BookingStatus]?: "booked" | "left" | "expired" } = {
  pending: "booked",
  confirmed: "booked",
  released: "left",
  expired: "expired",
};

async function settleOffers(ctx: Ctx, tx: Tx, events: readonly EventRow[]): Promise<void> {
  const outcomes = new Map(
    events.flatMap(({ type, subjectId, occurredAt, data }) => {
      const outcome = type.startsWith("booking.") ? OUTCOMES[data["status"] as BookingStatus] : undefined;
      return outcome ? [[subjectId, { status: outcome, now: occurredAt }] as const] : [];
    }),
  );
  if (outcomes.size === 0) return;
  for (const entry of await lockOffered(tx, [...outcomes.keys()])) {
    const outcome = outcomes.get(entry.offeredBookingId ?? "");
    if (outcome) await moveEntry(ctx, tx, entry, outcome);
  }
}

const ENDINGS = new Set(["booking.cancelled", "booking.declined", "booking.released", "booking.expired"]);

/** Another's time, or shorter minutes beside longer ones, need not show in a booking's own. */
const CHANGES = new Set(["booking.rescheduled", "booking.updated"]);
const OPENINGS = new Set(["salon.rules_changed", "salon.published", "salon.restored"]);

/**
 * Where an event frees time. Of new rules nobody says which dates they concern; of people and clients, in which of the
 * business's salons they are waited for.
 */
function freedBy({ type, businessId, salonId, data, previous }: EventRow): Freed[] {
  if (OPENINGS.has(type) || (type === "salon.updated" && previous["timeZone"] !== undefined))
    return [{ businessId, salonId, from: null, to: null }];
  if (ENDINGS.has(type) || type === "time_off.deleted") return [spanOf(businessId, data)];
  return CHANGES.has(type) ? [spanOf(businessId, { ...data, ...previous })] : [];
}

function spanOf(businessId: number, { startsAt, endsAt }: Readonly<Record<string, unknown>>): Freed {
  return { businessId, salonId: null, from: String(startsAt), to: String(endsAt) };
}
