import { DAY_MS, MINUTE_MS, type DayNumber } from "./calendar-day.ts";
import { bookableFor } from "./offering.ts";
import { ANCHOR_REACH_DAYS } from "./grid.ts";
import type { ItemRequest, StaffMember, VisitRequest, World } from "./model.ts";
import { setOf, type RefusalSet } from "./refusal-set.ts";
import { unitsByType, type UnitsByType } from "./resources.ts";
import { shapeOf, type Shape } from "./shape.ts";
import { standingOf, type Standing } from "./standing.ts";
import { timelineOf, type Timeline } from "./timeline.ts";
import { daysBetween, salonWindows, staffWindows, type Window } from "./windows.ts";
import { zoneOf, type Zone } from "./zone.ts";

/** Someone who may do the item, and what it takes when they do. */
export type Option = {
  readonly staff: StaffMember;
  readonly shape: Shape;
  readonly stepMs: number;
  readonly windows: readonly Window[];
  readonly timeline: Timeline;
};

export type PlannedItem = {
  readonly index: number;
  readonly request: ItemRequest;
  readonly options: readonly Option[];
};

/** A request with all that holds for every start from one day to another. */
export type Plan = {
  readonly world: World;
  readonly request: VisitRequest;
  readonly zone: Zone;
  readonly units: UnitsByType;
  readonly items: readonly PlannedItem[];
  readonly client: Timeline;
  readonly standing: Standing;
  readonly setAside: RefusalSet;
};

/** Nobody can set aside that a person or thing is taken: the calendars would not have it. */
const UNAVOIDABLE = setOf(["staff_busy", "resource_busy", "client_busy", "held"]);

export function planVisit(
  world: World,
  request: VisitRequest,
  firstDay: DayNumber,
  lastDay: DayNumber,
): Plan {
  const zone = zoneOf(world.timeZone);
  const shapesOfItems = request.items.map((item) => shapesOf(world, request, item));
  const reachDays = longestDays(request, shapesOfItems);
  // Hours may reach into the second date after their own, so they decide anchors two dates earlier.
  const days = daysBetween(firstDay - ANCHOR_REACH_DAYS - 2, lastDay + reachDays);
  const salon = { hours: world.hours, windows: salonWindows(world.hours, days, zone) };
  const windowsOf = memoized((staff: StaffMember) => staffWindows(staff, salon, days, zone));
  const { slotStepMinutes } = world.policy;

  const items = request.items.map((item, index) => ({
    index,
    request: item,
    options: Array.from(shapesOfItems[index] ?? [], ([staff, shape]) => ({
      staff,
      shape,
      stepMs: slotStepMinutes === null ? shape.blockedMs : slotStepMinutes * MINUTE_MS,
      windows: windowsOf(staff),
      timeline: timelineOf(staff.blocks),
    })),
  }));
  return {
    world,
    request,
    zone,
    units: unitsByType(world.resources),
    items,
    client: timelineOf(request.clientBlocks),
    standing: standingOf(world, request, zone),
    setAside: setOf(request.setAside) & ~UNAVOIDABLE,
  };
}

function shapesOf(world: World, request: VisitRequest, item: ItemRequest): ReadonlyMap<StaffMember, Shape> {
  const variant = world.variants.get(item.variantId);
  const shapes = new Map<StaffMember, Shape>();
  if (!variant) return shapes;
  for (const staff of bookableFor(world, request, item)) {
    const offer = staff.offers.get(variant.id);
    if (offer) shapes.set(staff, shapeOf(variant, offer.segmentMinutes, item.addOnMinutes));
  }
  return shapes;
}

/** Whole days after its start that a visit can last, the longest person and every wait counted. */
function longestDays(
  request: VisitRequest,
  shapesOfItems: readonly ReadonlyMap<StaffMember, Shape>[],
): number {
  const longestMs = shapesOfItems.map((shapes) =>
    Math.max(0, ...[...shapes.values()].map(({ lengthMs }) => lengthMs)),
  );
  const itemsMs = longestMs.reduce((total, ms) => total + ms, 0);
  return 1 + Math.ceil((itemsMs + request.items.length * request.maxWaitMinutes * MINUTE_MS) / DAY_MS);
}

function memoized<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
