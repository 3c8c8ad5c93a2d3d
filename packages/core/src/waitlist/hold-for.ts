import type { Tx } from "@salon/db";
import type { Instant } from "@salon/scheduling";
import { makeBooking } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import type { FoundSalon } from "../salon/index.ts";
import { moveEntry } from "./move-entry.ts";
import type { EntryRow } from "./queries.ts";

/** Keeps a time for somebody who waits, for them to confirm. Throws `VisitRefused`. */
export async function holdFor(
  ctx: Ctx,
  tx: Tx,
  { entry, client }: EntryRow,
  { found, start }: { readonly found: FoundSalon; readonly start: Instant },
): Promise<EntryRow> {
  const { booking } = await makeBooking(ctx, tx, {
    found,
    wish: entry,
    start,
    client: { ...client, created: null },
    asSalon: false,
    override: [],
    hold: true,
    isOffer: true,
    note: null,
    bookerId: entry.bookerId,
    heldBy: null,
    tokenHash: entry.tokenHash,
    told: { waitlistEntryId: entry.id },
  });
  const moved = await moveEntry(ctx, tx, entry, {
    status: "offered",
    offeredBookingId: booking.id,
    now: found.now,
  });
  return { entry: moved, client };
}
