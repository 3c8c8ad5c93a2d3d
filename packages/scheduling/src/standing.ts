import { MINUTE_MS } from "./calendar-day.ts";
import { offering } from "./offering.ts";
import type { Instant, ItemRequest, Reason, Refusal, VisitRequest, World } from "./model.ts";
import { inOrderTried } from "./refusal-set.ts";
import type { Zone } from "./zone.ts";

/** What stands against a request before anybody's time is looked at. */
export type Standing = {
  /** In the order in which the reasons are tried. */
  readonly atAnyStart: readonly Reason[];
  /** Starts before it are too soon. */
  readonly earliest: Instant;
  /** Starts from here on are beyond the horizon. */
  readonly horizonEnd: Instant;
};

export function standingOf(world: World, request: VisitRequest, zone: Zone): Standing {
  const { now, policy } = world;
  const { setAside } = request;
  const reasons = request.items.flatMap((item, itemIndex) => itemReasons(world, item, itemIndex));
  if (!world.bookable) reasons.push(ofVisit("salon_not_bookable"));
  const dayAfterHorizon = zone.dayAt(now) + policy.horizonDays + 1;
  return {
    atAnyStart: inOrderTried(reasons.filter(({ refusal }) => !setAside.has(refusal))),
    earliest: setAside.has("too_soon") ? -Infinity : now + policy.leadTimeMinutes * MINUTE_MS,
    horizonEnd: setAside.has("beyond_horizon") ? Infinity : zone.startOfDay(dayAfterHorizon),
  };
}

export function standingReasons(
  { atAnyStart, earliest, horizonEnd }: Standing,
  start: Instant,
): readonly Reason[] {
  if (earliest <= start && start < horizonEnd) return atAnyStart;
  const reasons = [...atAnyStart];
  if (start < earliest) reasons.push(ofVisit("too_soon"));
  if (start >= horizonEnd) reasons.push(ofVisit("beyond_horizon"));
  return reasons;
}

/** Whoever offers the item but takes no bookings: no reason to refuse the visit while someone else does it. */
export function unbookableStaff(world: World, item: ItemRequest, itemIndex: number): Reason[] {
  return offering(world, item)
    .filter(({ bookable }) => !bookable)
    .map(({ id }) => ({ itemIndex, staffId: id, refusal: "staff_not_bookable" }));
}

function ofVisit(refusal: Refusal): Reason {
  return { itemIndex: 0, staffId: null, refusal };
}

function itemReasons(world: World, item: ItemRequest, itemIndex: number): Reason[] {
  const because = (refusal: Refusal, staffId: string | null): Reason => ({ itemIndex, staffId, refusal });
  const variant = world.variants.get(item.variantId);
  const reasons = variant?.bookable ? [] : [because("variant_not_bookable", null)];
  const named = world.staff.find(({ id }) => id === item.staffId);
  if (item.staffId !== null && !named?.bookable) reasons.push(because("staff_not_bookable", item.staffId));

  const offers = offering(world, item);
  if (offers.length === 0) {
    if (item.staffId === null || named) reasons.push(because("staff_does_not_offer", item.staffId));
  } else if (item.staffId === null && !offers.some(({ bookable }) => bookable)) {
    reasons.push(...unbookableStaff(world, item, itemIndex));
  }
  return reasons;
}
