import type { VariantInput } from "@salon/contracts";
import { DomainError } from "../../errors.ts";
import { newId } from "../../ids.ts";
import type { TypeMention } from "../../resource/index.ts";
import type { VariantRow } from "../service/queries.ts";

/**
 * The variants as rows; without an id a variant gets a new one. Throws `variant_not_bookable` for an id that is not of
 * a variant that the service has.
 */
export function variantRows(
  inputs: readonly VariantInput[],
  current: readonly Pick<VariantRow, "id">[],
): VariantRow[] {
  const known = new Set(current.map(({ id }) => id));
  return inputs.map(({ id = newId(), price, priceType, segments, resources, ...input }, index) => {
    if (inputs[index]?.id !== undefined && !known.has(id)) {
      throw new DomainError("variant_not_bookable", "The service has no such variant.");
    }
    return {
      ...input,
      id,
      priceType,
      priceMinor: isPriced(priceType) ? price.amountMinor : null,
      segments: segments.map(({ kind, minutes }) => ({ kind, minutes })),
      needs: [
        ...resources.map((need) => ({ ...need, segment: null })),
        ...segments.flatMap((segment, position) =>
          segment.resources.map((need) => ({ ...need, segment: position })),
        ),
      ],
    };
  });
}

/** Every resource type that the variants name, and where. */
export function mentionedTypes(inputs: readonly VariantInput[]): TypeMention[] {
  return inputs.flatMap(({ resources, segments }, index) => [
    ...mentions(`/variants/${index}`, resources),
    ...segments.flatMap((segment, position) =>
      mentions(`/variants/${index}/segments/${position}`, segment.resources),
    ),
  ]);
}

function mentions(within: string, needs: VariantInput["resources"]): TypeMention[] {
  return needs.map(({ resourceTypeId }, index) => ({
    pointer: `${within}/resources/${index}/resourceTypeId`,
    resourceTypeId,
  }));
}

function isPriced(priceType: VariantInput["priceType"]): boolean {
  return priceType === "fixed" || priceType === "from";
}
