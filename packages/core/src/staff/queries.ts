import type { ListOfSalon } from "@salon/contracts";
import { constraintOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import { files, salonMembers, staff, staffSalons } from "@salon/db/schema";
import { and, asc, eq, inArray, isNull, max, or, sql } from "drizzle-orm";
import type { Changes } from "../changes.ts";
import { readCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { isPhotoOf } from "../file/index.ts";
import type { FileRow } from "../file/index.ts";
import { keptIn } from "../rule/index.ts";
import type { SalonRow } from "../salon/index.ts";

export type StaffRow = typeof staff.$inferSelect;
export type OfferRow = {
  readonly variantId: string;
  readonly priceMinor: number | null;
  readonly segmentMinutes: number[] | null;
};
/** Somebody who works in a salon, with what they do there. */
export type FoundStaff = {
  readonly person: StaffRow;
  readonly offers: readonly OfferRow[];
  readonly photo: FileRow | null;
};
type Salon = Pick<SalonRow, "businessId" | "id">;

const offersIn = ({ id }: Salon) => sql<OfferRow[]>`(
  select coalesce(json_agg(json_build_object(
    'variantId', o.variant_id, 'priceMinor', o.price_minor, 'segmentMinutes', o.segment_minutes)
    order by s.created_at, s.id, v.position), '[]')
  from staff_services o
    join service_variants v on v.business_id = o.business_id and v.id = o.variant_id and v.archived_at is null
    join services s on s.business_id = v.business_id and s.id = v.service_id and s.salon_id = ${id}
  where o.business_id = ${staff.businessId} and o.staff_id = ${staff.id})`;

const worksIn = ({ businessId, id }: Salon) =>
  and(
    eq(staffSalons.businessId, staff.businessId),
    eq(staffSalons.staffId, staff.id),
    eq(staffSalons.businessId, businessId),
    eq(staffSalons.salonId, id),
  );

/** In the order of their positions, one more than the page holds. */
export async function listStaffOf(
  db: Db,
  salon: Salon,
  { limit, cursor }: ListOfSalon,
): Promise<FoundStaff[]> {
  const [position, id] = readCursor(cursor, ["number", "id"]) ?? [];
  const after = sql`(${staff.position}, ${staff.id}) > (${position}::int, ${id}::uuid)`;
  return db
    .select({ person: staff, offers: offersIn(salon), photo: files })
    .from(staff)
    .leftJoin(files, isPhotoOf(staff))
    .innerJoin(staffSalons, worksIn(salon))
    .where(and(isNull(staff.archivedAt), cursor === undefined ? undefined : after))
    .orderBy(asc(staff.position), asc(staff.id))
    .limit(limit + 1);
}

/** Those of the ids that work in this salon. */
export async function findStaff(db: Db, salon: Salon, ids: readonly string[]): Promise<FoundStaff[]> {
  return db
    .select({ person: staff, offers: offersIn(salon), photo: files })
    .from(staff)
    .leftJoin(files, isPhotoOf(staff))
    .innerJoin(staffSalons, worksIn(salon))
    .where(and(inArray(staff.id, [...ids]), isNull(staff.archivedAt)));
}

/** Taken before a person is changed: the managers of two branches may do so at once. */
export async function lockStaff(tx: Tx, { businessId }: Salon, staffId: string): Promise<void> {
  await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.businessId, businessId), eq(staff.id, staffId)))
    .for("no key update");
}

/** A new person comes after everybody else of the business. Throws `already_exists`. */
export async function insertStaff(
  tx: Tx,
  values: Omit<typeof staff.$inferInsert, "position">,
): Promise<void> {
  const [last] = await tx
    .select({ position: max(staff.position) })
    .from(staff)
    .where(eq(staff.businessId, values.businessId));
  await tx
    .insert(staff)
    .values({ ...values, position: (last?.position ?? 0) + 1 })
    .catch(refuseTakenUser);
}

const kept = keptIn(staff);
export const archiveStaffRow = kept.archive;

/** Throws `already_exists` for an account that another of the business's people has. */
export async function saveStaff(tx: Tx, row: StaffRow, changes: Changes<StaffRow>): Promise<StaffRow> {
  return kept.save(tx, row, changes).catch(refuseTakenUser);
}

/** Whether the account is a member of the salon, or owns its business. */
export async function isMember(tx: Tx, { businessId, id }: Salon, userId: string): Promise<boolean> {
  const [member] = await tx
    .select({ id: salonMembers.id })
    .from(salonMembers)
    .where(
      and(
        eq(salonMembers.businessId, businessId),
        eq(salonMembers.userId, userId),
        or(eq(salonMembers.salonId, id), isNull(salonMembers.salonId)),
      ),
    )
    .limit(1);
  return member !== undefined;
}

function refuseTakenUser(error: unknown): never {
  if (constraintOf(error) !== "staff_user_key") throw error;
  throw new DomainError("already_exists", "Another of your people has this account.");
}
