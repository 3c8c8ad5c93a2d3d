import type { SearchSalons } from "@salon/contracts";
import type { Db } from "@salon/db";
import { salons } from "@salon/db/schema";
import { and, asc, desc, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { salonColumns } from "../salon/index.ts";
import type { SalonRow } from "../salon/index.ts";
import { boxAround } from "./rules.ts";
import type { Place, Sort } from "./rules.ts";

export type Candidate = {
  readonly salon: SalonRow;
  readonly categories: string[];
  readonly distanceMetres: number | null;
  readonly priceFromMinor: number | null;
  /** Where it stands in the order asked for. */
  readonly rank: string;
  readonly clockMs: number;
};

export type Asked = Pick<
  SearchSalons,
  "query" | "radiusKm" | "category" | "priceMax" | "currency" | "ratingMin"
> & {
  readonly near: Place | null;
  readonly sort: Sort;
  /** Rank and id of the salon after which to go on. */
  readonly after: readonly string[] | undefined;
};

/** Published salons in the order asked for, one more than `limit` where there are more. */
export async function findSalons(db: Db, asked: Asked, limit: number): Promise<Candidate[]> {
  const order = orderOf(asked);
  const way = order.descends ? desc : asc;
  const fitting = and(LISTED, ...filtersOf(asked));
  return db
    .select({
      salon: salonColumns,
      categories: sql<string[]>`array(
        select c.category from salon_categories c
        where c.business_id = salons.business_id and c.salon_id = salons.id order by 1)`,
      distanceMetres: asked.near ? sql<number>`${metresFrom(asked.near)}::float8` : sql<null>`null`,
      priceFromMinor: sql<number | null>`${PRICE_FROM}`,
      rank: sql<string>`${order.by}::text`,
      clockMs: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::float8`,
    })
    .from(salons)
    .where(
      and(
        fitting,
        asked.query === undefined ? undefined : named(asked.query, fitting),
        pastOf(order, asked.after),
      ),
    )
    .orderBy(way(order.by), way(salons.id))
    .limit(limit + 1);
}

/** Word for word as the partial indexes have it. */
const LISTED = sql`salons.status = 'published' and not salons.sandbox`;

/** The cheapest service that can be booked online; one whose price is told on request has none. */
const PRICE_FROM = sql`(
  select min(case v.price_type when 'free' then 0 else v.price_minor end)
  from services s join service_variants v on v.business_id = s.business_id and v.service_id = s.id
  where s.business_id = salons.business_id and s.salon_id = salons.id
    and s.archived_at is null and s.online_bookable and v.archived_at is null and v.price_type <> 'on_request')`;

function filtersOf({ near, radiusKm, category, priceMax, currency, ratingMin }: Asked): (SQL | undefined)[] {
  return [
    near ? within(near, radiusKm) : undefined,
    category === undefined
      ? undefined
      : sql`exists (
          select from salon_categories c
          where c.business_id = salons.business_id and c.salon_id = salons.id and c.category = ${category})`,
    currency === undefined ? undefined : sql`salons.currency = ${currency}`,
    priceMax === undefined ? undefined : sql`${PRICE_FROM} <= ${priceMax}::bigint`,
    ratingMin === undefined
      ? undefined
      : sql`salons.rating_count > 0 and salons.rating_sum >= ${ratingMin}::float8 * salons.rating_count`,
  ];
}

/**
 * By the words, the last of which may be a beginning; where nothing that fits has them, by names that are spelled alike.
 * Counted, because for EXISTS the planner expects to be lucky and reads the table.
 */
function named(query: string, fitting: SQL | undefined): SQL | undefined {
  const hasWords = sql`salons.search_text @@ ${wordsOf(query)}`;
  const nothingHas = sql`(select count(*) from salons where ${and(fitting, hasWords)}) = 0`;
  return or(hasWords, and(nothingHas, sql`salons.folded_name %> ${loosely(query)}`));
}

/**
 * Folded, a text has no operator of a tsquery left in it; null where nothing else was in it. As a query of its own it is
 * made once, and not for each row.
 */
function wordsOf(query: string): SQL {
  return sql`(select to_tsquery('simple', replace(nullif(fold_text(${query}), ''), ' ', ' & ') || ':*'))`;
}

/** Two letters that changed places share less than the 0.6 of trigrams that `%>` asks for by itself. */
function loosely(query: string): SQL {
  return sql`(select fold_text(${query}) from set_config('pg_trgm.word_similarity_threshold', '0.4', true))`;
}

function within(place: Place, radiusKm: number): SQL {
  const { south, north, spans } = boxAround(place, radiusKm);
  const longitudes = spans.map(
    ({ west, east }) => sql`salons.longitude between ${west}::float8 and ${east}::float8`,
  );
  return sql`salons.latitude between ${south}::float8 and ${north}::float8 and (${sql.join(longitudes, sql` or `)})
    and ${metresFrom(place)} <= ${radiusKm}::float8 * 1000`;
}

/** The haversine, on a sphere with the earth's mean radius. */
function metresFrom({ latitude, longitude }: Place): SQL {
  return sql`round(12742000 * asin(least(1, sqrt(
    sin(radians(salons.latitude - ${latitude}::float8) / 2) ^ 2
    + cos(radians(${latitude}::float8)) * cos(radians(salons.latitude)) * sin(radians(salons.longitude - ${longitude}::float8) / 2) ^ 2))))::bigint`;
}

type Order = { readonly by: SQL; readonly type: SQL; readonly descends: boolean };

/** Whole numbers, texts and instants only: a cursor gives them back exactly. */
function orderOf({ sort, query = "", near }: Asked): Order {
  const number = sql`bigint`;
  switch (sort) {
    case "relevance":
      return { by: relevance(query), type: number, descends: true };
    case "distance":
      return { by: near ? metresFrom(near) : sql`0::bigint`, type: number, descends: false };
    case "rating":
      return { by: RATING, type: number, descends: true };
    case "name":
      return { by: sql`left(salons.folded_name, 60)`, type: sql`text`, descends: false };
    case "newest":
      return { by: sql`salons.created_at`, type: sql`timestamptz`, descends: true };
  }
}

/** In millionths of a star; 0 without a review. */
const RATING = sql`(salons.rating_sum * 1000000::bigint / greatest(salons.rating_count, 1))`;

/** In millionths; a name counts for more than a place, and that for more than what is said about the salon. */
function relevance(query: string): SQL {
  const likeness = sql`ts_rank(salons.search_text, ${wordsOf(query)}) + word_similarity((select fold_text(${query})), salons.folded_name)`;
  return sql`coalesce(round((${likeness})::numeric * 1000000), 0)::bigint`;
}

function pastOf({ by, type, descends }: Order, after: Asked["after"]): SQL | undefined {
  if (!after) return undefined;
  const [rank, id] = after;
  return sql`(${by}, salons.id) ${descends ? sql`<` : sql`>`} (${rank}::${type}, ${id}::uuid)`;
}
