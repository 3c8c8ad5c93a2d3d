export { eraseClientRecord } from "./personal-tables/queries.ts";
