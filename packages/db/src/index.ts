export { arrayOf, keysOf } from "./arrays.ts";
export { openDatabase, transaction } from "./client.ts";
export type { Database, DatabaseOptions, Db, IsolationLevel, Tx } from "./client.ts";
export { constraintOf, sqlStateOf } from "./errors.ts";
export { prepared } from "./prepared.ts";
