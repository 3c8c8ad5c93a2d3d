export { eraseClientRecord } from "./client-record/queries.ts";
