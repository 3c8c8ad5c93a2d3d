import type { ReportReason } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { bookings, clients, reviews, salons, users } from "@salon/db/schema";
import { and, desc, eq, gt, ne, sql } from "drizzle-orm";
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

/** One more than asked for. */
export async function findReviewsToJudge(
  db: Db,
  { salonId, status, reported }: Asked,
  limit: number,
  after: readonly string[] | undefined,
): Promise<ReportedReview[]> {
  return selectReported(db)
    .where(
      and(
        status ? eq(reviews.status, status) : ne(reviews.status, "deleted"),
        salonId === undefined ? undefined : eq(reviews.salonId, salonId),
        reported ? gt(reviews.openReports, 0) : undefined,
        after && sql`(${reviews.openReports}, ${reviews.id}) < (${after[0]}::bigint, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(reviews.openReports), desc(reviews.id))
    .limit(limit + 1);
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
