import type { ItemRequest, StaffMember, VisitRequest, World } from "./model.ts";

/** Who may do the item as far as no time matters, lowest position first. */
export function bookableFor(world: World, request: VisitRequest, item: ItemRequest): StaffMember[] {
  return offering(world, item).filter(
    (staff) => staff.bookable || request.setAside.has("staff_not_bookable"),
  );
}

/** Everyone who offers what was asked of them: the person named, or all but those excluded. */
export function offering(world: World, item: ItemRequest): StaffMember[] {
  return world.staff
    .filter((staff) => staff.offers.has(item.variantId))
    .filter(({ id }) => (item.staffId === null ? !item.excludedStaffIds.includes(id) : id === item.staffId))
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}
