import type { Db } from "@salon/db";
import { rulesFor } from "../availability/index.ts";
import type { DateRange, Rules, VariantRow, Wish } from "../availability/index.ts";
import type { Attempt } from "./place-visit.ts";
import type { ItemRow, PriceLineRow } from "./record.ts";

type Asked = Pick<Attempt, "found" | "wish" | "booked" | "lines">;

/** Today's rules, but for items that keep the shape in which they were booked: each is a variant under its own id. */
export async function rulesAsBooked(db: Db, asked: Asked, range: DateRange): Promise<Rules> {
  const rules = await rulesFor(db, asked.found.salon, ofVariants(asked), range, neededTypes(asked));
  return asked.booked ? asBooked(rules, asked.booked, asked.lines) : rules;
}

/** The wish, in the variants that the salon knows. */
export function ofVariants({ wish, booked }: Pick<Asked, "wish" | "booked">): Wish {
  const variantIdOf = (index: number) => booked?.[index]?.variantId;
  return {
    ...wish,
    items: wish.items.map((item, index) => ({ ...item, variantId: variantIdOf(index) ?? item.variantId })),
  };
}

/** Resource types that the items needed when they were booked. */
export function neededTypes({ booked }: Pick<Asked, "booked">): string[] {
  const shapes = (booked ?? []).map(({ shape }) => shape);
  const needs = shapes.flatMap(({ resources, segments }) => [
    ...resources,
    ...segments.flatMap((segment) => segment.resources),
  ]);
  return needs.map(({ resourceTypeId }) => resourceTypeId);
}

/** Rules in which the items of a booking are variants of their own, as they were booked. */
export function asBooked(rules: Rules, items: readonly ItemRow[], lines: readonly PriceLineRow[]): Rules {
  return {
    ...rules,
    variants: items.map((item) => variantOf(item, lines)),
    staff: rules.staff.map((person) => ({
      ...person,
      offers: items
        .filter(
          ({ variantId, staffId }) =>
            staffId === person.id || person.offers.some((offer) => offer.variantId === variantId),
        )
        .map(({ id }) => ({ variantId: id, priceMinor: null, segmentMinutes: null })),
    })),
    addOns: [],
  };
}

function variantOf(
  { id, variantName, serviceName, shape }: ItemRow,
  lines: readonly PriceLineRow[],
): VariantRow {
  const throughout = shape.resources.map((need) => ({ ...need, segment: null }));
  const ofSegments = shape.segments.flatMap(({ resources }, segment) =>
    resources.map((need) => ({ ...need, segment })),
  );
  return {
    id,
    name: variantName,
    serviceId: id,
    serviceName,
    priceType: "fixed",
    priceMinor: lines.reduce((sum, { itemId, amountMinor }) => (itemId === id ? sum + amountMinor : sum), 0),
    bufferBeforeMinutes: shape.bufferBeforeMinutes,
    bufferAfterMinutes: shape.bufferAfterMinutes,
    archived: false,
    onlineBookable: true,
    segments: shape.segments.map(({ kind, minutes }) => ({ kind, minutes })),
    needs: [...throughout, ...ofSegments],
  };
}
