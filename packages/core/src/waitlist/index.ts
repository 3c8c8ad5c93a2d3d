export { presentEntry } from "./present.ts";
export { findEntriesById } from "./queries.ts";
