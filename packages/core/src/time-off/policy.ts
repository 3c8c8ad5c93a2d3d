import { atLeast } from "../access/index.ts";
import type { Standing, Verdict } from "../access/index.ts";

export const maySeeTimeOff = atLeast("stylist", "salon:read");
export const mayPlanOwnTimeOff = atLeast("stylist", "salon:write");

const mayPlanForOthers = atLeast("receptionist", "salon:write");

/** One's own time off is everybody's who works there; anyone else's, and a resource's, is the reception's. */
export function mayPlanTimeOff(userId: string | null): (standing: Standing) => Verdict {
  return (standing) => {
    const isOwn = standing.actor.kind === "user" && standing.actor.userId === userId;
    return isOwn && standing.role ? "allowed" : mayPlanForOthers(standing);
  };
}
