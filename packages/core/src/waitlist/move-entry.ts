import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { factsOf } from "./present.ts";
import { saveEntry } from "./queries.ts";
import type { EntryRow } from "./queries.ts";

type Entry = EntryRow["entry"];
type Change = {
  readonly status: Exclude<Entry["status"], "waiting">;
  readonly offeredBookingId?: string;
  readonly now: Date;
};

/** What becomes of an entry that is held: the next version, told of. */
export async function moveEntry(ctx: Ctx, tx: Tx, entry: Entry, { now, ...change }: Change): Promise<Entry> {
  const moved = await saveEntry(tx, entry, { ...change, lookAt: null });
  const [before, after] = [factsOf(entry), factsOf(moved)];
  const { status, version } = entry;
  await emit(ctx, tx, {
    type: `waitlist_entry.${change.status}`,
    salon: { businessId: entry.businessId, id: entry.salonId },
    subjectId: entry.id,
    occurredAt: now,
    data: after,
    previous: { status, version },
    audit: { before, after },
  });
  return moved;
}
