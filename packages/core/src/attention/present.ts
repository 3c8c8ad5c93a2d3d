import type { AffectedBooking } from "@salon/contracts";
import type { LiveBooking } from "./queries.ts";

export function presentAffected({ id, startsAt, endsAt, clientId, items }: LiveBooking): AffectedBooking {
  return { id, startsAt, endsAt, staffIds: [...new Set(items.map(({ staffId }) => staffId))], clientId };
}
