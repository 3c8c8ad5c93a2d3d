import type { NewEvent } from "../event/index.ts";
import { presentClient } from "./present.ts";
import type { ClientRow } from "./queries.ts";

export { isBlocked } from "./block-list/queries.ts";
export { presentClient } from "./present.ts";
export { findClient, findClientsById, lockClients } from "./queries.ts";
export { seeClient } from "./see-client.ts";
export type { ClientRow } from "./queries.ts";

/** What tells a salon, and whoever reads its log, to forget somebody too. */
export function clientErased(
  { salon, now }: { readonly salon: NewEvent["salon"]; readonly now: Date },
  client: ClientRow,
): NewEvent {
  const { id, version } = client;
  return {
    type: "client.erased",
    salon,
    subjectId: id,
    occurredAt: now,
    data: { id, version: version + 1 },
    previous: { version },
    audit: { before: presentClient(client), after: null },
  };
}
