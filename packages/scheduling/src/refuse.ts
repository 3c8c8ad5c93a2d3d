import { judge } from "./judge.ts";
import type { Instant, Verdict, VisitRequest, World } from "./model.ts";
import { visitDayOf } from "./visit-day.ts";

/** Whether the start can be booked: the visit with everybody and everything chosen, or the first reason why not. */
export function refuse(world: World, request: VisitRequest, start: Instant): Verdict {
  const judged = judge(visitDayOf(world, request, start), start);
  return typeof judged === "string"
    ? { bookable: false, refusal: judged }
    : { bookable: true, visit: judged };
}
