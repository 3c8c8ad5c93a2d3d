import type { ListOfSalon, SegmentKind } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { services } from "@salon/db/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { readCursor } from "../../cursor.ts";
import { keptIn } from "../../rule/index.ts";
import type { SalonRow } from "../../salon/index.ts";
import type { CategoryRow } from "../category/queries.ts";

export type ServiceRow = typeof services.$inferSelect;
export type NeedRow = {
  readonly segment: number | null;
  readonly resourceTypeId: string;
  readonly quantity: number;
};
export type VariantRow = {
  readonly id: string;
  readonly name: string;
  readonly priceType: "fixed" | "from" | "free" | "on_request";
  readonly priceMinor: number | null;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly segments: readonly { readonly kind: SegmentKind; readonly minutes: number }[];
  readonly needs: readonly NeedRow[];
};
/** A service as it stands on the menu. */
export type FoundService = {
  readonly service: ServiceRow;
  readonly variants: readonly VariantRow[];
  readonly addOnIds: string[];
};
type Salon = Pick<SalonRow, "businessId" | "id">;

const whole = {
  service: services,
  variants: sql<VariantRow[]>`(
    select coalesce(json_agg(json_build_object(
      'id', v.id, 'name', v.name, 'priceType', v.price_type, 'priceMinor', v.price_minor,
      'bufferBeforeMinutes', v.buffer_before_minutes, 'bufferAfterMinutes', v.buffer_after_minutes,
      'segments', (
        select coalesce(json_agg(json_build_object('kind', g.kind, 'minutes', g.minutes) order by g.position), '[]')
        from service_segments g where g.business_id = v.business_id and g.variant_id = v.id),
      'needs', (
        select coalesce(json_agg(json_build_object(
          'segment', n.segment, 'resourceTypeId', n.resource_type_id, 'quantity', n.quantity) order by n.id), '[]')
        from variant_resources n where n.business_id = v.business_id and n.variant_id = v.id))
      order by v.position), '[]')
    from service_variants v
    where v.business_id = services.business_id and v.service_id = services.id and v.archived_at is null)`,
  addOnIds: sql<string[]>`array(
    select l.add_on_id from service_add_ons l
    where l.business_id = services.business_id and l.service_id = services.id order by 1)`,
};

const liveOf = ({ businessId, id }: Salon) =>
  and(eq(services.businessId, businessId), eq(services.salonId, id), isNull(services.archivedAt));

/** Oldest first, one more than the page holds. */
export async function listServicesOf(
  db: Db,
  salon: Salon,
  { limit, cursor }: ListOfSalon,
): Promise<FoundService[]> {
  const [createdAt, id] = readCursor(cursor, ["instant", "id"]) ?? [];
  const after = sql`(${services.createdAt}, ${services.id}) > (${createdAt}::timestamptz, ${id}::uuid)`;
  return db
    .select(whole)
    .from(services)
    .where(and(liveOf(salon), cursor === undefined ? undefined : after))
    .orderBy(asc(services.createdAt), asc(services.id))
    .limit(limit + 1);
}

/** Those of the ids that are on the menu. */
export async function findServices(db: Db, salon: Salon, ids: readonly string[]): Promise<FoundService[]> {
  return db
    .select(whole)
    .from(services)
    .where(and(liveOf(salon), inArray(services.id, [...ids])));
}

/** Those of the ids that are services on this salon's menu. */
export async function findServiceIds(db: Db, salon: Salon, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: services.id })
    .from(services)
    .where(and(liveOf(salon), inArray(services.id, [...ids])));
  return new Set(rows.map(({ id }) => id));
}

export async function insertService(tx: Tx, values: typeof services.$inferInsert): Promise<void> {
  await tx.insert(services).values(values);
}

export const { save: saveService, archive: archiveServiceRow } = keptIn(services);

/** Services of a category that goes have none. */
export async function leaveCategory(tx: Tx, { businessId, id }: CategoryRow): Promise<void> {
  await tx
    .update(services)
    .set({ categoryId: null, ...touched })
    .where(and(eq(services.businessId, businessId), eq(services.categoryId, id)));
}

/** Raises the versions of services of which something changed that another table holds. */
export async function touchServices(tx: Tx, { businessId }: Salon, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(services)
    .set(touched)
    .where(and(eq(services.businessId, businessId), inArray(services.id, [...ids])));
}

const touched = { version: sql`${services.version} + 1`, updatedAt: sql`now()` };
