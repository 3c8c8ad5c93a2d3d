import type { Client } from "@salon/contracts";
import type { ClientRow } from "./queries.ts";

export function presentClient(row: ClientRow): Client {
  const { id, name, email, phone, locale, timeZone, notes } = row;
  const { blockedAt, blockReason, version, createdAt, updatedAt } = row;
  return {
    id,
    name,
    email,
    phone,
    locale,
    timeZone,
    notes,
    blockedAt,
    blockReason,
    version,
    createdAt,
    updatedAt,
  };
}
