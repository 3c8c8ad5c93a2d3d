import type { Tx } from "@salon/db";
import { serviceSegments, serviceVariants, variantResources } from "@salon/db/schema";
import { and, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { newId } from "../../ids.ts";
import type { ServiceRow, VariantRow } from "../service/queries.ts";

type Service = Pick<ServiceRow, "businessId" | "id">;

/** Writes the variants in their order: those that the service has already are rewritten whole, the others are new. */
export async function writeVariants(
  tx: Tx,
  service: Service,
  variants: readonly VariantRow[],
): Promise<void> {
  const { businessId, id: serviceId } = service;
  await tx
    .insert(serviceVariants)
    .values(
      variants.map(({ segments: _, needs: __, ...columns }, position) => ({
        ...columns,
        businessId,
        serviceId,
        position,
      })),
    )
    .onConflictDoUpdate({
      target: [serviceVariants.businessId, serviceVariants.id],
      set: {
        name: sql`excluded.name`,
        position: sql`excluded.position`,
        priceType: sql`excluded.price_type`,
        priceMinor: sql`excluded.price_minor`,
        bufferBeforeMinutes: sql`excluded.buffer_before_minutes`,
        bufferAfterMinutes: sql`excluded.buffer_after_minutes`,
        updatedAt: sql`now()`,
      },
    });
  await writeSegments(tx, businessId, variants);
  await writeNeeds(tx, businessId, variants);
}

/** Takes the service's variants off the menu, all but those to keep; answers with the ids of those that went. */
export async function archiveVariants(
  tx: Tx,
  { businessId, id }: Service,
  keep: readonly string[] = [],
): Promise<string[]> {
  const archived = await tx
    .update(serviceVariants)
    .set({ archivedAt: sql`now()`, updatedAt: sql`now()` })
    .where(
      and(
        eq(serviceVariants.businessId, businessId),
        eq(serviceVariants.serviceId, id),
        isNull(serviceVariants.archivedAt),
        keep.length === 0 ? undefined : notInArray(serviceVariants.id, [...keep]),
      ),
    )
    .returning({ id: serviceVariants.id });
  return archived.map((variant) => variant.id);
}

async function writeSegments(tx: Tx, businessId: number, variants: readonly VariantRow[]): Promise<void> {
  const ids = variants.map(({ id }) => id);
  await tx
    .delete(serviceSegments)
    .where(and(eq(serviceSegments.businessId, businessId), inArray(serviceSegments.variantId, ids)));
  await tx
    .insert(serviceSegments)
    .values(
      variants.flatMap(({ id, segments }) =>
        segments.map((segment, position) => ({ ...segment, businessId, variantId: id, position })),
      ),
    );
}

async function writeNeeds(tx: Tx, businessId: number, variants: readonly VariantRow[]): Promise<void> {
  const ids = variants.map(({ id }) => id);
  await tx
    .delete(variantResources)
    .where(and(eq(variantResources.businessId, businessId), inArray(variantResources.variantId, ids)));
  const needs = variants.flatMap((variant) =>
    variant.needs.map((need) => ({ ...need, businessId, id: newId(), variantId: variant.id })),
  );
  if (needs.length > 0) await tx.insert(variantResources).values(needs);
}
