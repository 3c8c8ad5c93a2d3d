import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { findEventsOfAll, findReader, saveReader, takeReader } from "./queries.ts";
import type { EventRow } from "./queries.ts";
import { placeOf } from "./sequence.ts";

const BATCH = 100;

/** What somebody makes of events, in the transaction in which they move on: all of it once, whatever crashes. */
export type MakeOfEvents = (tx: Tx, events: readonly EventRow[]) => Promise<void>;

/**
 * Reads on in the log of every salon where a reader has stopped. Two at once do not read the same; what another
 * process is reading is left to it. Tells whether there may be more at once.
 */
export async function readOn(ctx: Ctx, reader: string, make: MakeOfEvents): Promise<boolean> {
  // Looked for without a transaction: one with nothing in it would still wake everybody who follows the log.
  const seen = await findReader(ctx.db, reader);
  if ((await findEventsOfAll(ctx.db, seen, 1)).length === 0) return false;
  return ctx.transact(async (tx) => {
    const place = await takeReader(tx, reader);
    if (!place) return false;
    const events = await findEventsOfAll(tx, place, BATCH);
    const last = events.at(-1);
    if (!last) return false;
    await make(tx, events);
    await saveReader(tx, reader, placeOf(last));
    return events.length === BATCH;
  });
}
