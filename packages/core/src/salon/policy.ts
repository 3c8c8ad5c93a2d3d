import type { Role } from "@salon/contracts";
import { atLeast } from "../access/index.ts";
import type { Standing, Verdict } from "../access/index.ts";

type Visibility = { readonly status: string; readonly sandbox: boolean };

/** Published salons are everybody's to see; a sandbox is open to whoever knows its id. */
export function maySeeSalon({ actor, role }: Standing, salon: Visibility): Verdict {
  const isOpen = salon.status === "published" || (salon.sandbox && salon.status !== "suspended");
  return isOpen || role !== null || actor.kind === "system" ? "allowed" : "hidden";
}

export const mayReadOwnSalon = atLeast("stylist");
export const mayEditSalon = atLeast("manager");
export const mayPublishSalon = atLeast("owner");

/** Zone and currency are the owner's: they touch every booking. */
export function mayChange(changes: {
  timeZone?: unknown;
  currency?: unknown;
}): (standing: Standing) => Verdict {
  const least: Role = changes.timeZone !== undefined || changes.currency !== undefined ? "owner" : "manager";
  return atLeast(least);
}
