import type { BookingPolicy, Role } from "@salon/contracts";
import { constraintOf, prepared } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import {
  bookingPolicies,
  bookings,
  businesses,
  categories,
  salonCategories,
  salonMembers,
  salons,
} from "@salon/db/schema";
import { and, asc, desc, eq, getColumns, inArray, isNull, or, sql } from "drizzle-orm";
import { standingOf } from "../access/index.ts";
import type { Standing } from "../access/index.ts";
import type { Actor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { isId, newId } from "../ids.ts";

const { searchText: _text, foldedName: _name, ...shown } = getColumns(salons);

/** All but what only searching needs. */
export const salonColumns = shown;
export type SalonRow = Omit<typeof salons.$inferSelect, "searchText" | "foldedName">;
export type PolicyRow = typeof bookingPolicies.$inferSelect;
export type FoundSalon = {
  readonly salon: SalonRow;
  readonly standing: Standing;
  readonly businessPublicId: string;
  readonly categories: string[];
  /** What time it is in the salon: a sandbox may have a clock of its own. */
  readonly now: Date;
};

/** The salon by id or slug, and where the caller stands in it. */
export async function findSalon(db: Db, idOrSlug: string, actor: Actor): Promise<FoundSalon | undefined> {
  const userId = actor.kind === "user" ? actor.userId : null;
  const [found] = await SALON_BY[isId(idOrSlug) ? "id" : "slug"](db).execute({ idOrSlug, userId });
  if (!found) return undefined;
  const { salon, role, businessPublicId, categories: slugs, clockMs } = found;
  const standing = standingOf(actor, salon.id, role);
  return { salon, standing, businessPublicId, categories: slugs, now: salon.testNow ?? new Date(clockMs) };
}

const SALON_BY = {
  id: prepared((db) => selectSalon(db, salons.id)),
  slug: prepared((db) => selectSalon(db, salons.slug)),
};

function selectSalon(db: Db, column: typeof salons.id | typeof salons.slug) {
  return db
    .select({
      salon: salonColumns,
      businessPublicId: businesses.publicId,
      clockMs: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::float8`,
      role: sql<Role | null>`(
        select max(${salonMembers.role}) from ${salonMembers}
        where ${salonMembers.businessId} = ${salons.businessId} and ${salonMembers.userId} = ${sql.placeholder("userId")}
          and (${salonMembers.salonId} = ${salons.id} or ${salonMembers.salonId} is null))`,
      categories: sql<string[]>`array(
        select ${salonCategories.category} from ${salonCategories}
        where ${salonCategories.businessId} = ${salons.businessId} and ${salonCategories.salonId} = ${salons.id} order by 1)`,
    })
    .from(salons)
    .innerJoin(businesses, eq(businesses.id, salons.businessId))
    .where(eq(column, sql.placeholder("idOrSlug")));
}

/** Taken before a salon's rules are changed, so that changes follow one another. */
export async function lockSalon(tx: Tx, salonId: string): Promise<void> {
  await tx.select({ id: salons.id }).from(salons).where(eq(salons.id, salonId)).for("no key update");
}

/** The database's clock: read after the locks, it is later than whatever they waited for. */
export async function readClock(db: Db): Promise<Date> {
  const [row] = await db
    .select({ ms: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::float8` })
    .from(sql`(values (1)) as one`);
  if (!row) throw new Error("SELECT without FROM gave no row");
  return new Date(row.ms);
}

/** A business of the caller's own, by its public id. */
export async function findOwnedBusiness(tx: Tx, publicId: string, userId: string) {
  const [owned] = await tx
    .select({ id: businesses.id, sandbox: businesses.sandbox })
    .from(businesses)
    .innerJoin(
      salonMembers,
      and(
        eq(salonMembers.businessId, businesses.id),
        isNull(salonMembers.salonId),
        eq(salonMembers.userId, userId),
      ),
    )
    .where(eq(businesses.publicId, publicId));
  return owned;
}

/** A new business with its owner. */
export async function insertBusiness(tx: Tx, ownerId: string, sandbox: boolean): Promise<number> {
  const [business] = await tx
    .insert(businesses)
    .values({ publicId: newId(), sandbox })
    .returning({ id: businesses.id });
  if (!business) throw new Error("INSERT … RETURNING gave no row");
  await tx
    .insert(salonMembers)
    .values({ businessId: business.id, id: newId(), salonId: null, userId: ownerId, role: "owner" });
  return business.id;
}

export async function insertSalon(tx: Tx, values: typeof salons.$inferInsert): Promise<void> {
  await tx.insert(salons).values(values).catch(refuseTakenSlug);
}

export async function saveSalon(
  tx: Tx,
  { businessId, id }: SalonRow,
  changes: Partial<SalonRow>,
): Promise<void> {
  await tx
    .update(salons)
    .set({ ...changes, version: sql`${salons.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(salons.businessId, businessId), eq(salons.id, id)))
    .catch(refuseTakenSlug);
}

export async function saveTestClock(
  tx: Tx,
  { businessId, id }: SalonRow,
  testNow: Date | null,
): Promise<void> {
  await tx
    .update(salons)
    .set({ testNow })
    .where(and(eq(salons.businessId, businessId), eq(salons.id, id)));
}

/** Slugs in use that are `base` or `base` with a number behind it. */
export async function findSlugsLike(tx: Tx, base: string): Promise<Set<string>> {
  const rows = await tx
    .select({ slug: salons.slug })
    .from(salons)
    .where(or(eq(salons.slug, base), sql`${salons.slug} ~ ${`^${base}-[0-9]+$`}`));
  return new Set(rows.map(({ slug }) => slug));
}

/** Replaces a salon's categories, all of them known. */
export async function setCategories(
  tx: Tx,
  { businessId, id }: Pick<SalonRow, "businessId" | "id">,
  slugs: readonly string[],
): Promise<void> {
  await tx
    .delete(salonCategories)
    .where(and(eq(salonCategories.businessId, businessId), eq(salonCategories.salonId, id)));
  if (slugs.length === 0) return;
  await tx
    .insert(salonCategories)
    .values([...new Set(slugs)].map((category) => ({ businessId, salonId: id, category })));
}

export async function listCategoryRows(db: Db) {
  return db
    .select({ slug: categories.slug, name: categories.name })
    .from(categories)
    .orderBy(asc(categories.position));
}

export async function findUnknownCategories(db: Db, slugs: readonly string[]): Promise<string[]> {
  const known = await db
    .select({ slug: categories.slug })
    .from(categories)
    .where(inArray(categories.slug, [...slugs]));
  return slugs.filter((slug) => !known.some((category) => category.slug === slug));
}

/** The policy in force: the newest version. */
export async function findPolicy(
  db: Db,
  { businessId, id }: Pick<SalonRow, "businessId" | "id">,
): Promise<PolicyRow> {
  const [policy] = await db
    .select()
    .from(bookingPolicies)
    .where(and(eq(bookingPolicies.businessId, businessId), eq(bookingPolicies.salonId, id)))
    .orderBy(desc(bookingPolicies.version))
    .limit(1);
  if (!policy) throw new Error(`Salon ${id} has no policy`);
  return policy;
}

export async function insertPolicy(
  tx: Tx,
  { businessId, id }: Pick<SalonRow, "businessId" | "id">,
  policy: Omit<BookingPolicy, "updatedAt">,
): Promise<PolicyRow> {
  const [inserted] = await tx
    .insert(bookingPolicies)
    .values({ ...policy, businessId, salonId: id })
    .returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

export async function hasBookings(
  tx: Tx,
  { businessId, id }: Pick<SalonRow, "businessId" | "id">,
): Promise<boolean> {
  const [row] = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.businessId, businessId), eq(bookings.salonId, id)))
    .limit(1);
  return row !== undefined;
}

/** What publishing needs: hours of its own, and a variant that somebody does. */
export async function findMissing(tx: Tx, { businessId, id }: SalonRow): Promise<string[]> {
  const [present] = await tx.execute<{ hours: boolean; offer: boolean }>(sql`
    select
      exists (
        select from schedules s join schedule_hours h on h.business_id = s.business_id and h.schedule_id = s.id
        where s.business_id = ${businessId} and s.salon_id = ${id} and s.staff_id is null) as hours,
      exists (
        select from staff_services o
          join staff p on p.business_id = o.business_id and p.id = o.staff_id and p.archived_at is null
          join staff_salons w on w.business_id = o.business_id and w.staff_id = o.staff_id and w.salon_id = ${id}
          join service_variants v on v.business_id = o.business_id and v.id = o.variant_id and v.archived_at is null
          join services x on x.business_id = v.business_id and x.id = v.service_id and x.salon_id = ${id} and x.archived_at is null
        where o.business_id = ${businessId}) as offer`);
  return [...(present?.hours ? [] : ["hours"]), ...(present?.offer ? [] : ["variant_with_staff"])];
}

function refuseTakenSlug(error: unknown): never {
  if (constraintOf(error) !== "salons_slug_key") throw error;
  throw new DomainError("slug_taken", "Another salon has this slug.");
}
