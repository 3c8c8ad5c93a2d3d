export { presentReview, type ReviewRecord } from "./record.ts";
export { findPublishedById, lockReview, lockSalonOfReview, REVIEW_FIELDS, REVIEW_JOINS } from "./queries.ts";
export { saveChange } from "./save-change.ts";
