/** How long is kept what is of no use for ever, each as PostgreSQL's interval. */
export const KEPT = {
  /** A day is promised; the rest is for clocks and retries that come late. */
  idempotencyKey: "26 hours",
  /** After its end. */
  apiKey: "90 days",
  /** After it was accepted or revoked, or its time was over. */
  invitation: "30 days",
  /** A hold or a request that came to nothing, after it did. */
  unusedBooking: "30 days",
  /** After the wait was over, one way or another. */
  waitlistEntry: "30 days",
  /** After the event was put on its way; the event stays. */
  webhookDelivery: "30 days",
  /** That nothing shows, or whose upload was never completed. */
  unusedFile: "24 hours",
  /** After it was made: by then somebody has judged the review. */
  reviewReport: "1 year",
  /** After the visit that it tells of. */
  notification: "180 days",
  /** The database itself lets none go before two years. */
  auditRow: "3 years",
} as const;
