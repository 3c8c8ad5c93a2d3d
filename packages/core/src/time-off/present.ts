import type { TimeOff } from "@salon/contracts";
import type { Standing } from "../access/index.ts";
import { mayPlanTimeOff } from "./policy.ts";
import type { TimeOffRow } from "./queries.ts";

type Shown = Omit<TimeOffRow, "id" | "businessId" | "salonId" | "calendarId" | "userId" | "updatedAt">;

/** What is only planned has no id yet. */
export function presentTimeOff<Id extends string | null>(
  row: Shown & { readonly id: Id },
): Omit<TimeOff, "id"> & { id: Id } {
  const { id, staffId, resourceId, startsAt, endsAt, reason, version, createdAt } = row;
  return { id, staffId, resourceId, startsAt, endsAt, reason, version, createdAt };
}

/** Why somebody is off is told to those who may plan it; the others plan around it. */
export function presentTimeOffTo(standing: Standing): (row: TimeOffRow) => TimeOff {
  return (row) => {
    const mayKnow = row.staffId === null || mayPlanTimeOff(row.userId)(standing) === "allowed";
    return presentTimeOff(mayKnow ? row : { ...row, reason: null });
  };
}
