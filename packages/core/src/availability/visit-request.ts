import type { ItemRequest } from "@salon/contracts";
import type { Block, Refusal, VisitRequest } from "@salon/scheduling";
import { invalidInput } from "../errors.ts";
import type { AddOnRow, Rules } from "./queries.ts";

export type Wish = {
  readonly items: readonly ItemRequest[];
  readonly mode: "sequence" | "parallel";
  readonly maxWaitMinutes: number;
};

/** What the caller wishes, in the engine's words. Throws `invalid_input` for an add-on that does not go with its service. */
export function visitRequestOf(
  wish: Wish,
  rules: Rules,
  clientBlocks: readonly Block[],
  setAside: ReadonlySet<Refusal>,
): VisitRequest {
  return {
    items: wish.items.map((item, index) => ({
      variantId: item.variantId,
      staffId: item.staffId ?? null,
      excludedStaffIds: item.excludedStaffIds,
      addOnMinutes: addOnsOf(item, index, rules).reduce((sum, { minutes }) => sum + minutes, 0),
    })),
    mode: wish.mode,
    maxWaitMinutes: wish.maxWaitMinutes,
    clientBlocks,
    setAside,
  };
}

/** The add-ons of an item, as the salon offers them with its service. */
export function addOnsOf(item: ItemRequest, index: number, rules: Rules): AddOnRow[] {
  const serviceId = rules.variants.find(({ id }) => id === item.variantId)?.serviceId;
  return item.addOnIds.map((id, position) => {
    const addOn = rules.addOns.find(
      (candidate) => candidate.id === id && candidate.serviceIds.some((offered) => offered === serviceId),
    );
    if (addOn) return addOn;
    throw invalidInput(
      `/items/${index}/addOnIds/${position}`,
      "unknown_add_on",
      "This service has no such add-on.",
    );
  });
}

/** Minutes that the whole visit can last at the most, waits and buffers included: how far around a start to look. */
export function longestMinutes(wish: Wish, rules: Rules): number {
  const perItem = wish.items.map((item, index) => {
    const variant = rules.variants.find(({ id }) => id === item.variantId);
    if (!variant) return 0;
    const offers = rules.staff.flatMap((person) =>
      person.offers.filter(({ variantId }) => variantId === item.variantId),
    );
    const own = offers.map(({ segmentMinutes }) => total(segmentMinutes ?? []));
    const extra = total(addOnsOf(item, index, rules).map(({ minutes }) => minutes));
    const service = Math.max(total(variant.segments.map(({ minutes }) => minutes)), ...own);
    return service + extra + variant.bufferBeforeMinutes + variant.bufferAfterMinutes + wish.maxWaitMinutes;
  });
  return total(perItem);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
