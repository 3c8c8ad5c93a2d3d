import type { ClientRow } from "./queries.ts";

const RECORDED = ["name", "email", "phone", "locale", "timeZone", "notes"] as const;

type Recorded = (typeof RECORDED)[number];

/** Which fields a change gives another value; the values are personal and stay out of events. */
export function changedFields(
  client: ClientRow,
  changes: { readonly [K in Recorded]?: unknown },
): Recorded[] {
  return RECORDED.filter((field) => changes[field] !== undefined && changes[field] !== client[field]);
}

/** What one record lacks it takes from its duplicate; the notes of both are kept. */
export function merged(client: ClientRow, duplicate: ClientRow) {
  const notes = [client.notes, duplicate.notes].filter((text) => text !== null);
  return {
    userId: client.userId ?? duplicate.userId,
    email: client.email ?? duplicate.email,
    phone: client.phone ?? duplicate.phone,
    locale: client.locale ?? duplicate.locale,
    timeZone: client.timeZone ?? duplicate.timeZone,
    notes: notes.length > 0 ? notes.join("\n\n") : null,
    blockedAt: client.blockedAt ?? duplicate.blockedAt,
    blockReason: client.blockReason ?? duplicate.blockReason,
  };
}
