import type { ApiKey } from "@salon/contracts";
import type { NewEvent } from "../event/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { presentApiKey } from "./present.ts";
import type { ApiKeyRow } from "./queries.ts";

type KeyEvent = Extract<NewEvent["type"], `api_key.${string}`>;

/** What happened to a key: how it is now, and how it was. */
export function keyEvent(
  type: KeyEvent,
  { salon, now }: FoundSalon,
  after: ApiKeyRow,
  before?: ApiKeyRow,
): NewEvent {
  return {
    type,
    salon,
    subjectId: after.id,
    occurredAt: now,
    data: toldOf(after),
    ...(before && { previous: toldOf(before) }),
    audit: { before: before ? presentApiKey(before) : null, after: presentApiKey(after) },
  };
}

function toldOf(row: ApiKeyRow): Omit<ApiKey, "lastUsedAt" | "createdAt" | "updatedAt"> {
  const { lastUsedAt: _, createdAt: __, updatedAt: ___, ...told } = presentApiKey(row);
  return told;
}
