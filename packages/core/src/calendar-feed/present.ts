import type { CalendarFeed } from "@salon/contracts";
import type { FeedRow } from "./queries.ts";

export function presentFeed({ id, staffId, userId, createdAt }: FeedRow): CalendarFeed {
  return { id, staffId, userId, createdAt };
}
