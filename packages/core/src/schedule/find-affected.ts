import type { AffectedBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { findLiveBookings, holdAffected } from "../attention/index.ts";
import type { SalonRow } from "../salon/index.ts";
import type { HoursOwner } from "./index.ts";
import { findCalendars, loadHoursRules } from "./queries.ts";
import { bookingsHit, datesAround } from "./rules.ts";
import type { HoursRules } from "./rules.ts";

export type HoursChange = {
  readonly owner: HoursOwner;
  readonly now: Date;
  readonly dryRun: boolean;
  readonly apply: (rules: HoursRules) => HoursRules;
};

/** The live visits that a change of hours leaves outside them; held until the commit unless it is a dry run. */
export async function findAffected(tx: Tx, salon: SalonRow, change: HoursChange): Promise<AffectedBooking[]> {
  const find = async () => {
    const bookings = await findLiveBookings(tx, salon, change.now, change.owner.staffId);
    const dates = datesAround(bookings, salon.timeZone);
    if (!dates) return [];
    const rules = await loadHoursRules(tx, salon, dates);
    return bookingsHit(bookings, rules, change.apply(rules), dates);
  };
  if (change.dryRun) return find();
  return holdAffected(tx, salon.businessId, await findCalendars(tx, change.owner), find);
}
