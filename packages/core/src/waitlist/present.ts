import { timeOfMinute } from "@salon/contracts";
import type { WaitlistEntry } from "@salon/contracts";
import type { EntryRow } from "./queries.ts";

export function presentEntry({ entry, client }: Pick<EntryRow, "entry" | "client">): WaitlistEntry {
  const { id, salonId, status, items, mode, maxWaitMinutes, version, createdAt, updatedAt } = entry;
  return {
    id,
    salonId,
    status,
    client: { id: client.id, name: client.name },
    items: items.map((item) => ({ ...item })),
    mode,
    maxWaitMinutes,
    from: entry.fromDate,
    to: entry.toDate,
    after: entry.afterMinute === null ? null : timeOfMinute(entry.afterMinute),
    before: entry.beforeMinute === null ? null : timeOfMinute(entry.beforeMinute),
    offeredBookingId: entry.offeredBookingId,
    version,
    createdAt,
    updatedAt,
  };
}

/** What its events and the audit log tell: the person served is an id there. */
export function factsOf(entry: EntryRow["entry"]): Record<string, unknown> {
  const { id, clientId, status, items, fromDate, toDate, afterMinute, beforeMinute } = entry;
  const { offeredBookingId, version } = entry;
  const wish = { items, fromDate, toDate, afterMinute, beforeMinute };
  return { id, clientId, status, ...wish, offeredBookingId, version };
}
