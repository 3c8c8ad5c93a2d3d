import { atLeast } from "../access/index.ts";
import type { Standing, Verdict } from "../access/index.ts";

type Visibility = { readonly status: string; readonly sandbox: boolean };

/** Published salons are everybody's to see; a sandbox is open to whoever knows its id. */
export function maySeeSalon(standing: Standing, salon: Visibility): Verdict {
  const isOpen = salon.status === "published" || (salon.sandbox && salon.status !== "suspended");
  return isOpen ? "allowed" : mayReadOwnSalon(standing);
}

export const mayReadOwnSalon = atLeast("stylist", "salon:read");
export const mayEditSalon = atLeast("manager", "salon:write");
export const mayPublishSalon = atLeast("owner");

/** Zone and currency are the owner's: they touch every booking. */
export function mayChange(changes: {
  timeZone?: unknown;
  currency?: unknown;
}): (standing: Standing) => Verdict {
  return changes.timeZone === undefined && changes.currency === undefined ? mayEditSalon : atLeast("owner");
}
