import type { CalendarFeed } from "@salon/contracts";
import type { NewEvent } from "../event/index.ts";
import type { FoundSalon } from "../salon/index.ts";

type FeedEvent = Extract<NewEvent["type"], `calendar_feed.${string}`>;
type Change =
  | { readonly before: null; readonly after: CalendarFeed }
  | { readonly before: CalendarFeed; readonly after: null };

/** What happened to a feed; the token in its address is in none of it. */
export function feedEvent(
  type: FeedEvent,
  { salon, now }: Pick<FoundSalon, "salon" | "now">,
  change: Change,
): NewEvent {
  const { id, staffId, userId } = change.after ?? change.before;
  return {
    type,
    salon,
    subjectId: id,
    occurredAt: now,
    data: { id, staffId, userId },
    audit: change,
  };
}
