import type { Db, Tx } from "@salon/db";
import { services, serviceSegments, serviceVariants, staffServices } from "@salon/db/schema";
import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SalonRow } from "../../salon/index.ts";
import type { OfferRow } from "../queries.ts";

type Salon = Pick<SalonRow, "businessId" | "id">;
type Person = { readonly businessId: number; readonly id: string };

/** How many segments each has, of those of the ids that are variants on this salon's menu. */
export async function countSegments(
  db: Db,
  salon: Salon,
  variantIds: readonly string[],
): Promise<Map<string, number>> {
  if (variantIds.length === 0) return new Map();
  const rows = await db
    .select({ variantId: serviceVariants.id, segments: count() })
    .from(serviceVariants)
    .innerJoin(
      services,
      and(eq(services.businessId, serviceVariants.businessId), eq(services.id, serviceVariants.serviceId)),
    )
    .innerJoin(
      serviceSegments,
      and(
        eq(serviceSegments.businessId, serviceVariants.businessId),
        eq(serviceSegments.variantId, serviceVariants.id),
      ),
    )
    .where(
      and(
        eq(serviceVariants.businessId, salon.businessId),
        inArray(serviceVariants.id, [...variantIds]),
        isNull(serviceVariants.archivedAt),
        isNull(services.archivedAt),
        eq(services.salonId, salon.id),
      ),
    )
    .groupBy(serviceVariants.id);
  return new Map(rows.map(({ variantId, segments }) => [variantId, segments]));
}

/** Replaces what somebody does in one salon; what they do elsewhere stays. */
export async function replaceOffers(
  tx: Tx,
  salon: Salon,
  person: Person,
  offers: readonly OfferRow[],
): Promise<void> {
  const { businessId, id: staffId } = person;
  await tx.execute(sql`
    delete from staff_services o using service_variants v, services s
    where o.business_id = ${businessId} and o.staff_id = ${staffId}
      and v.business_id = o.business_id and v.id = o.variant_id
      and s.business_id = v.business_id and s.id = v.service_id and s.salon_id = ${salon.id}`);
  if (offers.length === 0) return;
  await tx.insert(staffServices).values(offers.map((offer) => ({ ...offer, businessId, staffId })));
}

/** Takes variants that have left the menu from everybody who does them. */
export async function withdrawOffers(
  tx: Tx,
  { businessId }: Salon,
  variantIds: readonly string[],
): Promise<void> {
  if (variantIds.length === 0) return;
  await tx.execute(sql`
    with withdrawn as (
      delete from staff_services o
      where o.business_id = ${businessId} and o.variant_id in ${[...variantIds]}
      returning o.staff_id)
    ${raiseVersions(businessId, sql`select staff_id from withdrawn`)}`);
}

/** Own minutes count only while there is one for each of the variant's segments. */
export async function dropUnfitMinutes(
  tx: Tx,
  { businessId }: Salon,
  variantIds: readonly string[],
): Promise<void> {
  if (variantIds.length === 0) return;
  await tx.execute(sql`
    with dropped as (
      update staff_services o set segment_minutes = null
      where o.business_id = ${businessId} and o.variant_id in ${[...variantIds]}
        and cardinality(o.segment_minutes) <> (
          select count(*) from service_segments g where g.business_id = o.business_id and g.variant_id = o.variant_id)
      returning o.staff_id)
    ${raiseVersions(businessId, sql`select staff_id from dropped`)}`);
}

function raiseVersions(businessId: number, staffIds: ReturnType<typeof sql>) {
  return sql`update staff set version = version + 1, updated_at = now()
    where business_id = ${businessId} and id in (${staffIds})`;
}
