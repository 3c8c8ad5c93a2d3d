import type { Db } from "@salon/db";
import { notFound } from "../errors.ts";
import type { SalonRow } from "../salon/index.ts";
import { findHoursVersions } from "./queries.ts";

export { presentHours, presentOverride } from "./present.ts";
export { findCalendars, findHoursVersions, findOverridesOn, findSchedulesIn } from "./queries.ts";

/** Whose hours: the salon's (`staffId` null), or those of one of its staff. */
export type HoursOwner = {
  readonly businessId: number;
  readonly salonId: string;
  readonly staffId: string | null;
  readonly hoursVersion: number;
};

/** An input about one staff member, or without `staffId` about the salon itself. */
export type OfSalonOrStaff<Input extends { staffId: string }> = Omit<Input, "staffId"> & {
  readonly staffId?: string;
};

/** Throws `not_found` for somebody who does not work in this salon. */
export async function ownerOfHours(
  db: Db,
  salon: SalonRow,
  staffId: string | undefined,
): Promise<HoursOwner> {
  const { businessId, id: salonId, hoursVersion } = salon;
  if (staffId === undefined) return { businessId, salonId, staffId: null, hoursVersion };
  const [own] = await findHoursVersions(db, salon, [staffId]);
  if (!own) throw notFound("staff member");
  return { businessId, salonId, ...own };
}
