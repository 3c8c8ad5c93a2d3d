import type { AdminSalon, SALON_STATUSES } from "@salon/contracts";
import type { Db } from "@salon/db";
import { businesses, salons } from "@salon/db/schema";
import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { isId } from "../../ids.ts";
import { salonColumns } from "../../salon/index.ts";
import type { FoundSalon } from "../../salon/index.ts";

export type JudgedSalon = Pick<FoundSalon, "salon" | "categories" | "businessPublicId"> &
  Pick<AdminSalon, "owners">;

export async function findJudgedSalon(db: Db, idOrSlug: string): Promise<JudgedSalon | undefined> {
  const [found] = await selectSalons(db).where(isNamed(idOrSlug));
  return found;
}

type Asked = {
  readonly status?: (typeof SALON_STATUSES)[number] | undefined;
  readonly query?: string | undefined;
};

/** Newest first, one more than asked for. */
export async function findSalonsToJudge(
  db: Db,
  { status, query }: Asked,
  limit: number,
  [before]: readonly string[] = [],
): Promise<JudgedSalon[]> {
  return selectSalons(db)
    .where(
      and(
        status && eq(salons.status, status),
        query === undefined ? undefined : or(isNamed(query), hasInName(query)),
        before === undefined ? undefined : lt(salons.id, before),
      ),
    )
    .orderBy(desc(salons.id))
    .limit(limit + 1);
}

function isNamed(idOrSlug: string): SQL {
  return isId(idOrSlug) ? eq(salons.id, idOrSlug) : eq(salons.slug, idOrSlug.toLowerCase());
}

function hasInName(words: string): SQL {
  return sql`strpos(${salons.foldedName}, nullif(fold_text(${words}), '')) > 0`;
}

function selectSalons(db: Db) {
  return db
    .select({
      salon: salonColumns,
      businessPublicId: businesses.publicId,
      categories: sql<string[]>`array(
        select c.category from salon_categories c
        where c.business_id = salons.business_id and c.salon_id = salons.id order by 1)`,
      owners: sql<AdminSalon["owners"]>`(
        select coalesce(json_agg(json_build_object('userId', u.id, 'name', u.name, 'email', u.email) order by m.created_at, m.id), '[]')
        from salon_members m join users u on u.id = m.user_id
        where m.business_id = salons.business_id and m.salon_id is null)`,
    })
    .from(salons)
    .innerJoin(businesses, eq(businesses.id, salons.businessId))
    .$dynamic();
}
