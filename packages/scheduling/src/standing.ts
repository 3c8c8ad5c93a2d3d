import { MINUTE_MS } from "./calendar-day.ts";
import { offering } from "./candidates.ts";
import type { Instant, ItemRequest, Reason, Refusal, VisitRequest, World } from "./model.ts";
import type { Plan } from "./plan.ts";
import { inOrderTried } from "./refusal-order.ts";

/** Why nothing of the request can be booked at any start, in the order in which the reasons are tried. */
export function reasonsAtAnyStart(world: World, request: VisitRequest): Reason[] {
  const reasons = request.items.flatMap((item, itemIndex) => itemReasons(world, item, itemIndex));
  if (!world.bookable) reasons.push({ itemIndex: 0, staffId: null, refusal: "salon_not_bookable" });
  return inOrderTried(reasons.filter(({ refusal }) => !request.setAside.has(refusal)));
}

/** Why nothing can be booked at this start, whoever does it. */
export function standingReasons(plan: Plan, start: Instant): readonly Reason[] {
  const { world, request, zone } = plan;
  const reasons = [...plan.reasonsAtAnyStart];
  const refuse = (refusal: Refusal) => {
    if (!request.setAside.has(refusal)) reasons.push({ itemIndex: 0, staffId: null, refusal });
  };
  if (start < world.now + world.policy.leadTimeMinutes * MINUTE_MS) refuse("too_soon");
  if (zone.dayAt(start) > plan.today + world.policy.horizonDays) refuse("beyond_horizon");
  return reasons;
}

/** Whoever offers the item but takes no bookings: no reason to refuse the visit while someone else does it. */
export function unbookableStaff(world: World, item: ItemRequest, itemIndex: number): Reason[] {
  return offering(world, item)
    .filter(({ bookable }) => !bookable)
    .map(({ id }) => ({ itemIndex, staffId: id, refusal: "staff_not_bookable" }));
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
