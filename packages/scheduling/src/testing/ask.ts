import { explain } from "../explain.ts";
import { renderLocal, resolveLocal } from "../local-time.ts";
import type { Instant, Reason, Refusal, Visit, VisitRequest, World } from "../model.ts";
import { refuse } from "../refuse.ts";
import { search } from "../search.ts";

/** Local times of the starts on the dates, `09:00`; with the date where there are several. */
export function starts(world: World, request: VisitRequest, from: string, to = from): string[] {
  const visits = search(world, request, { from, to, afterMinute: null, beforeMinute: null });
  return visits.map(({ start }) => renderLocal(start, world.timeZone).slice(from === to ? 11 : 0, 16));
}

/** The visit at a local time, `2027-06-14T09:00`; throws if it is refused. */
export function visitAt(world: World, request: VisitRequest, local: string): Visit {
  const verdict = refuse(world, request, instantAt(world, local));
  if (!verdict.bookable) throw new Error(verdict.refusal);
  return verdict.visit;
}

export function refusalAt(world: World, request: VisitRequest, local: string): Refusal | "bookable" {
  const verdict = refuse(world, request, instantAt(world, local));
  return verdict.bookable ? "bookable" : verdict.refusal;
}

/** Reasons as `0 ann staff_busy`. */
export function reasonsAt(world: World, request: VisitRequest, local: string): string[] {
  return explain(world, request, instantAt(world, local)).map(
    ({ itemIndex, staffId, refusal }: Reason) => `${itemIndex} ${staffId ?? "-"} ${refusal}`,
  );
}

export function instantAt(world: World, local: string): Instant {
  const resolved = resolveLocal(local, world.timeZone);
  if (resolved.kind !== "instant") throw new Error(`${local} is ${resolved.kind}`);
  return resolved.instant;
}
