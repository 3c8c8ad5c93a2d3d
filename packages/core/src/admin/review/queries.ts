import type { ReportReason } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { bookings, clients, reviews, salons, users } from "@salon/db/schema";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import { REVIEW_FIELDS, REVIEW_JOINS } from "../../review/index.ts";
import type { ReviewRecord } from "../../review/index.ts";

/** As JSON tells it. */
type Report = { id: string; reason: ReportReason; text: string | null; createdAt: string };
export type ReportedReview = ReviewRecord & {
  readonly salonName: string;
  readonly reports: readonly Report[];
};

const MOST_REPORTS = 20;

export async function findReportedReview(db: Db, reviewId: string): Promise<ReportedReview | undefined> {
  const [found] = await selectReported(db).where(
    and(eq(reviews.id, reviewId), ne(reviews.status, "deleted")),
  );
  return found;
}

type Asked = {
  readonly salonId?: string | undefined;
  readonly status?: "published" | "hidden" | undefined;
  readonly reported: boolean;
};

/**
 * One more than asked for. They are chosen before anything is joined, and how many is written out: a plan that does not
 * know it is one for many, which reads all reviews there are.
 */
export async function findReviewsToJudge(
  db: Db,
  { salonId, status, reported }: Asked,
  limit: number,
  after: readonly string[] | undefined,
): Promise<ReportedReview[]> {
  const wanted = and(
    WITH_STATUS[status ?? "any"],
    salonId === undefined ? undefined : isOfSalon(salonId),
    reported ? sql`r.open_reports > 0` : undefined,
    after && sql`(r.open_reports, r.id) < (${after[0]}::int, ${after[1]}::uuid)`,
  );
  return selectReported(db)
    .where(
      sql`(${reviews.businessId}, ${reviews.id}) in (
        select r.business_id, r.id from reviews r where ${wanted}
        order by r.open_reports desc, r.id desc limit ${sql.raw(String(limit + 1))})`,
    )
    .orderBy(desc(reviews.openReports), desc(reviews.id));
}

/** Word for word as the partial index has it. */
const WITH_STATUS = {
  any: sql`r.status <> 'deleted'`,
  published: sql`r.status = 'published'`,
  hidden: sql`r.status = 'hidden'`,
};

/** By an index of its reviews, which begins with the business. */
function isOfSalon(salonId: string) {
  return sql`r.business_id = (select s.business_id from salons s where s.id = ${salonId}) and r.salon_id = ${salonId}`;
}

/** Nothing that anybody else sees: no new version. */
export async function settleReports(tx: Tx, { businessId, id }: ReviewRecord["review"]): Promise<void> {
  await tx
    .update(reviews)
    .set({ openReports: 0 })
    .where(and(eq(reviews.businessId, businessId), eq(reviews.id, id)));
}

function selectReported(db: Db) {
  return db
    .select({
      ...REVIEW_FIELDS,
      salonName: salons.name,
      reports: sql<Report[]>`(
        select coalesce(json_agg(json_build_object(
          'id', r.id, 'reason', r.reason, 'text', r.text, 'createdAt', r.created_at) order by r.id desc), '[]')
        from (
          select * from review_reports r
          where r.business_id = ${reviews.businessId} and r.review_id = ${reviews.id} order by r.id desc limit ${MOST_REPORTS}) r)`,
    })
    .from(reviews)
    .innerJoin(salons, and(eq(salons.businessId, reviews.businessId), eq(salons.id, reviews.salonId)))
    .innerJoin(bookings, REVIEW_JOINS.visit)
    .leftJoin(clients, REVIEW_JOINS.client)
    .leftJoin(users, REVIEW_JOINS.author)
    .$dynamic();
}
