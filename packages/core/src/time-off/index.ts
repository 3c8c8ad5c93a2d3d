export { presentTimeOff } from "./present.ts";
export { findTimeOff } from "./queries.ts";
