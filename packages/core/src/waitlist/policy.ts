import { allow, atLeast, isAtLeast, within } from "../access/index.ts";
import type { Standing } from "../access/index.ts";
import type { Scope } from "@salon/contracts";
import { notFound } from "../errors.ts";
import { isTokenOf } from "../booking/index.ts";
import type { EntryRow } from "./queries.ts";

export const maySeeWaitlist = atLeast("receptionist", "bookings:read");

/** Whether whoever waits acts for the salon: a key, and at the front desk whoever names a client. */
export function actsForSalon({ role, scopes }: Standing, client: object | undefined): boolean {
  return scopes !== null || (client !== undefined && isAtLeast(role, "receptionist"));
}

type Whose = Pick<EntryRow, "entry" | "client">;

/** Throws `unauthenticated`, `not_found`, `forbidden`. `desk`: for the salon's people alone. */
export function expectMayOn(
  standing: Standing,
  whose: Whose,
  { scope, desk }: { scope: Scope; desk: boolean },
): void {
  const { actor, role, scopes } = standing;
  if (scopes) return allow(within(scopes, scope), standing, "waitlist entry");
  if (actor.kind === "system" || isAtLeast(role, "receptionist")) return;
  if (!isOwn(standing, whose) && role === null) throw notFound("waitlist entry");
  allow(isOwn(standing, whose) && !desk ? "allowed" : "forbidden", standing, "waitlist entry");
}

function isOwn({ actor }: Standing, { entry, client }: Whose): boolean {
  if (actor.kind === "bookingHolder") return isTokenOf(actor.token, entry.tokenHash);
  return actor.kind === "user" && (entry.bookerId === actor.userId || client.userId === actor.userId);
}
