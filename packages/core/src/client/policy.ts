import { atLeast, isAtLeast } from "../access/index.ts";
import type { Standing } from "../access/index.ts";

/** A stylist sees the clients of the own calendar. */
export const maySeeClients = atLeast("stylist");
export const mayEditClients = atLeast("receptionist");
export const mayMergeClients = atLeast("manager");

/** The account to whose calendar the caller's sight is limited; null: all clients of the business. */
export function limitedTo({ actor, role }: Standing): string | null {
  return actor.kind === "user" && !isAtLeast(role, "receptionist") ? actor.userId : null;
}
