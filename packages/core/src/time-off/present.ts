import type { TimeOff } from "@salon/contracts";
import type { TimeOffRow } from "./queries.ts";

type Shown = Omit<TimeOffRow, "id" | "businessId" | "salonId" | "calendarId" | "userId" | "updatedAt">;

/** What is only planned has no id yet. */
export function presentTimeOff<Id extends string | null>(
  row: Shown & { readonly id: Id },
): Omit<TimeOff, "id"> & { id: Id } {
  const { id, staffId, resourceId, startsAt, endsAt, reason, version, createdAt } = row;
  return { id, staffId, resourceId, startsAt, endsAt, reason, version, createdAt };
}
