import type { Client } from "@salon/contracts";
import type { ClientRow } from "./queries.ts";

export function presentClient(row: ClientRow): Client {
  const { id, name, email, phone, locale, timeZone, notes, version, createdAt, updatedAt } = row;
  return { id, name, email, phone, locale, timeZone, notes, version, createdAt, updatedAt };
}
