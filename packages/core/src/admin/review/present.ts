import type { AdminReview } from "@salon/contracts";
import { presentReview } from "../../review/index.ts";
import type { ReportedReview } from "./queries.ts";

export function presentReported({ reports, salonName, ...record }: ReportedReview): AdminReview {
  return {
    ...presentReview(record),
    salonName,
    openReports: record.review.openReports,
    reports: reports.map(({ createdAt, ...report }) => ({ ...report, createdAt: new Date(createdAt) })),
  };
}
