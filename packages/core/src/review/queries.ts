import type { ReportReason, ReviewSort } from "@salon/contracts";
import { constraintOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import {
  bookings,
  clients,
  reviewPhotos,
  reviewReports,
  reviews,
  reviewStaff,
  salons,
  users,
} from "@salon/db/schema";
import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { ReviewRecord, ReviewRow } from "./record.ts";
import { changesAnything } from "./rules.ts";
import type { RatingChange } from "./rules.ts";

type Key = Pick<ReviewRow, "businessId" | "id">;
export type StaffRating = { readonly staffId: string; readonly rating: number | null };

/** Holds the salon whose sums a change moves: before the visit's row, as everybody does. */
export const lockSalonOfVisit = lockingSalonOf(bookings);
export const lockSalonOfReview = lockingSalonOf(reviews);

/** One that was not deleted. */
export async function findReview(db: Db, reviewId: string): Promise<ReviewRecord | undefined> {
  const [found] = await selectReviews(db).where(and(eq(reviews.id, reviewId), ne(reviews.status, "deleted")));
  return found;
}

/** The same, holding its row: of two changes at once the second sees what the first did. */
export async function lockReview(tx: Tx, reviewId: string): Promise<ReviewRecord | undefined> {
  await tx.select({ id: reviews.id }).from(reviews).where(eq(reviews.id, reviewId)).for("no key update");
  return findReview(tx, reviewId);
}

export async function findReviewOf(
  db: Db,
  { businessId, id }: { readonly businessId: number; readonly id: string },
): Promise<ReviewRecord | undefined> {
  const isOfVisit = and(eq(reviews.businessId, businessId), eq(reviews.bookingId, id));
  const [found] = await selectReviews(db).where(and(isOfVisit, ne(reviews.status, "deleted")));
  return found;
}

/** Those of the ids that everybody may read. */
export async function findPublishedById(
  db: Db,
  { businessId, id }: { readonly businessId: number; readonly id: string },
  ids: readonly string[],
): Promise<ReviewRecord[]> {
  return selectReviews(db).where(
    and(
      eq(reviews.businessId, businessId),
      eq(reviews.salonId, id),
      eq(reviews.status, "published"),
      inArray(reviews.id, [...ids]),
    ),
  );
}

type Asked = {
  readonly staffId?: string | undefined;
  readonly rating?: number | undefined;
  readonly sort: ReviewSort;
  /** The rank, the time and the id of the last one seen. */
  readonly after?: readonly string[] | undefined;
};

/** What is published of a salon, the newest first among equals; one more than asked for. */
export async function findReviewsOf(
  db: Db,
  { businessId, id }: { readonly businessId: number; readonly id: string },
  { staffId, rating, sort, after }: Asked,
  limit: number,
): Promise<ReviewRecord[]> {
  const rank = RANKS[sort];
  const order = [...(rank ? [rank] : []), sql`${reviews.createdAt}`, sql`${reviews.id}`];
  const [seenRank, seenAt, seenId] = after ?? [];
  const seen = [...(rank ? [sql`${seenRank}::int`] : []), sql`${seenAt}::timestamptz`, sql`${seenId}::uuid`];
  return selectReviews(db)
    .where(
      and(
        eq(reviews.businessId, businessId),
        eq(reviews.salonId, id),
        eq(reviews.status, "published"),
        rating === undefined ? undefined : eq(reviews.rating, rating),
        staffId === undefined ? undefined : isOfVisitTo(staffId),
        after && sql`(${sql.join(order, sql`, `)}) < (${sql.join(seen, sql`, `)})`,
      ),
    )
    .orderBy(...order.map((column) => desc(column)))
    .limit(limit + 1);
}

const RANKS: Readonly<Record<ReviewSort, SQL | null>> = {
  newest: null,
  highest: sql`${reviews.rating}`,
  lowest: sql`(- ${reviews.rating})`,
};

/** Throws `already_exists` where the visit has one, or had. */
export async function insertReview(
  tx: Tx,
  values: typeof reviews.$inferInsert,
  rated: readonly StaffRating[],
): Promise<void> {
  await tx.insert(reviews).values(values).catch(refuseSecond);
  await tx
    .insert(reviewStaff)
    .values(rated.map((one) => ({ businessId: values.businessId, reviewId: values.id, ...one })));
}

/** Saves a change of a review that is held as its next version. */
export async function saveReview(
  tx: Tx,
  { businessId, id }: Key,
  changes: Partial<ReviewRow>,
): Promise<ReviewRow> {
  const [saved] = await tx
    .update(reviews)
    .set({ ...changes, version: sql`${reviews.version} + 1`, updatedAt: sql`statement_timestamp()` })
    .where(and(eq(reviews.businessId, businessId), eq(reviews.id, id)))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

/** Who is left out is rated no more. */
export async function saveStaffRatings(
  tx: Tx,
  { businessId, id }: Key,
  rated: readonly { readonly staffId: string; readonly rating: number }[],
): Promise<void> {
  const ratings = JSON.stringify(Object.fromEntries(rated.map(({ staffId, rating }) => [staffId, rating])));
  await tx
    .update(reviewStaff)
    .set({ rating: sql`(${ratings}::text::jsonb ->> ${reviewStaff.staffId}::text)::int` })
    .where(and(eq(reviewStaff.businessId, businessId), eq(reviewStaff.reviewId, id)));
}

/**
 * Adds to the sums of a salon and its people, under the lock of the review that changes. They are new versions: whoever
 * holds an older one is shown the new figures. People are locked in the order of their ids, for branches share them.
 */
export async function addToRatings(
  tx: Tx,
  { businessId, salonId }: Pick<ReviewRow, "businessId" | "salonId">,
  change: RatingChange,
): Promise<void> {
  const { sum, count } = change.salon;
  if (changesAnything(change.salon)) {
    await tx
      .update(salons)
      .set({
        ratingSum: sql`${salons.ratingSum} + ${sum}`,
        ratingCount: sql`${salons.ratingCount} + ${count}`,
        version: sql`${salons.version} + 1`,
        updatedAt: sql`statement_timestamp()`,
      })
      .where(and(eq(salons.businessId, businessId), eq(salons.id, salonId)));
  }
  if (change.staff.size === 0) return;
  const rows = JSON.stringify([...change.staff].map(([id, added]) => ({ id, ...added })));
  await tx.execute(sql`
    with added as (
      select a.* from jsonb_to_recordset(${rows}::text::jsonb) a (id uuid, sum int, count int)
        join staff s on s.business_id = ${businessId} and s.id = a.id
      order by s.id for no key update of s)
    update staff set rating_sum = rating_sum + added.sum, rating_count = rating_count + added.count,
      version = version + 1, updated_at = statement_timestamp()
    from added where staff.business_id = ${businessId} and staff.id = added.id`);
}

/** Puts these photos in the place of a review's own. */
export async function replacePhotos(
  tx: Tx,
  { businessId, id: reviewId }: Key,
  fileIds: readonly string[],
): Promise<void> {
  await tx
    .delete(reviewPhotos)
    .where(and(eq(reviewPhotos.businessId, businessId), eq(reviewPhotos.reviewId, reviewId)));
  if (fileIds.length === 0) return;
  await tx
    .insert(reviewPhotos)
    .values(fileIds.map((fileId, position) => ({ businessId, reviewId, fileId, position })));
}

/** Throws `already_exists` for a second report by the same person. */
export async function insertReport(
  tx: Tx,
  { businessId, id }: Key,
  report: { readonly reporterId: string; readonly reason: ReportReason; readonly text: string | null },
) {
  const [inserted] = await tx
    .insert(reviewReports)
    .values({ businessId, id: newId(), reviewId: id, ...report })
    .returning()
    .catch(refuseSecond);
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  await tx
    .update(reviews)
    .set({ openReports: sql`${reviews.openReports} + 1` })
    .where(and(eq(reviews.businessId, businessId), eq(reviews.id, id)));
  return inserted;
}

/** What is shown of reviews: one statement, however many. */
export const REVIEW_FIELDS = {
  review: reviews,
  firstName: sql<string>`coalesce(substring(coalesce(${users.name}, ${reviews.guestName}, ${clients.name}) from '[^[:space:]@]+'), '')`,
  staff: sql<ReviewRecord["staff"]>`(
    select coalesce(json_agg(json_build_object('staffId', p.id, 'name', p.name, 'rating', r.rating)
      order by p.position, p.id), '[]')
    from review_staff r join staff p on p.business_id = r.business_id and p.id = r.staff_id
    where r.business_id = ${reviews.businessId} and r.review_id = ${reviews.id})`,
  photos: sql<ReviewRecord["photos"]>`(
    select coalesce(json_agg(json_build_object('id', f.id, 'variants', f.variants, 'thumbHash', f.thumb_hash,
      'width', f.width, 'height', f.height) order by p.position), '[]')
    from review_photos p join files f on f.business_id = p.business_id and f.id = p.file_id and f.removed_at is null
    where p.business_id = ${reviews.businessId} and p.review_id = ${reviews.id})`,
};

/** Who wrote it is told by the account's own name, of a guest by the one they had; of before that was kept, the client's. */
export const REVIEW_JOINS = {
  visit: and(eq(bookings.businessId, reviews.businessId), eq(bookings.id, reviews.bookingId)),
  client: and(eq(clients.businessId, bookings.businessId), eq(clients.id, bookings.clientId)),
  author: eq(users.id, reviews.authorId),
};

function selectReviews(db: Db) {
  return db
    .select(REVIEW_FIELDS)
    .from(reviews)
    .innerJoin(bookings, REVIEW_JOINS.visit)
    .leftJoin(clients, REVIEW_JOINS.client)
    .leftJoin(users, REVIEW_JOINS.author)
    .$dynamic();
}

function isOfVisitTo(staffId: string): SQL {
  return sql`(${reviews.businessId}, ${reviews.id}) in (
    select r.business_id, r.review_id from review_staff r where r.business_id = ${reviews.businessId} and r.staff_id = ${staffId})`;
}

function refuseSecond(error: unknown): never {
  const constraint = constraintOf(error);
  if (constraint === "reviews_booking_key")
    throw new DomainError("already_exists", "This visit has a review, or had one.");
  if (constraint === "review_reports_once_key")
    throw new DomainError("already_exists", "You have reported this review already.");
  throw error;
}

function lockingSalonOf(what: typeof bookings | typeof reviews): (tx: Tx, id: string) => Promise<void> {
  return async (tx, id) => {
    await tx.execute(sql`
      select from salons s where (s.business_id, s.id) in (
        select w.business_id, w.salon_id from ${what} w where w.id = ${id})
      for no key update of s`);
  };
}
