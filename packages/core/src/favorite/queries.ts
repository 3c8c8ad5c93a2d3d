import type { Db, Tx } from "@salon/db";
import { favorites, salonMembers, salonCategories, salons } from "@salon/db/schema";
import { and, desc, eq, sql } from "drizzle-orm";
import { salonColumns } from "../salon/index.ts";
import type { FoundSalon, SalonRow } from "../salon/index.ts";

type Salon = Pick<SalonRow, "businessId" | "id">;
export type FavoriteRow = typeof favorites.$inferSelect;
export type FavoriteSalon = Pick<FoundSalon, "salon" | "categories"> & Pick<FavoriteRow, "createdAt">;

/** Whether it was none before. */
export async function insertFavorite(tx: Tx, userId: string, { businessId, id }: Salon): Promise<boolean> {
  const inserted = await tx
    .insert(favorites)
    .values({ businessId, salonId: id, userId })
    .onConflictDoNothing()
    .returning({ salonId: favorites.salonId });
  return inserted.length > 0;
}

export async function findFavorite(
  db: Db,
  userId: string,
  { businessId, id }: Salon,
): Promise<FavoriteRow | undefined> {
  const [found] = await db
    .select()
    .from(favorites)
    .where(
      and(eq(favorites.businessId, businessId), eq(favorites.salonId, id), eq(favorites.userId, userId)),
    );
  return found;
}

/** Whether it was one. */
export async function deleteFavorite(tx: Tx, userId: string, salonId: string): Promise<boolean> {
  const deleted = await tx
    .delete(favorites)
    .where(and(eq(favorites.userId, userId), eq(favorites.salonId, salonId)))
    .returning({ salonId: favorites.salonId });
  return deleted.length > 0;
}

/** The newest first, one more than asked for; without what the person may not look at any more. */
export async function findFavorites(
  db: Db,
  userId: string,
  limit: number,
  after: readonly string[] | undefined,
): Promise<FavoriteSalon[]> {
  return db
    .select({
      salon: salonColumns,
      createdAt: favorites.createdAt,
      categories: sql<string[]>`array(
        select ${salonCategories.category} from ${salonCategories}
        where ${salonCategories.businessId} = ${salons.businessId} and ${salonCategories.salonId} = ${salons.id} order by 1)`,
    })
    .from(favorites)
    .innerJoin(salons, and(eq(salons.businessId, favorites.businessId), eq(salons.id, favorites.salonId)))
    .where(
      and(
        eq(favorites.userId, userId),
        sql`(${salons.status} = 'published' or (${salons.sandbox} and ${salons.status} <> 'suspended') or exists (
          select from ${salonMembers}
          where ${salonMembers.businessId} = ${salons.businessId} and ${salonMembers.userId} = ${userId}
            and (${salonMembers.salonId} = ${salons.id} or ${salonMembers.salonId} is null)))`,
        after &&
          sql`(${favorites.createdAt}, ${favorites.salonId}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(favorites.createdAt), desc(favorites.salonId))
    .limit(limit + 1);
}
