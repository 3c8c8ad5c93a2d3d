export { presentTimeOff } from "./present.ts";
export { findTimeOffById } from "./queries.ts";
