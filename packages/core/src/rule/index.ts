export { changeRule } from "./change-rule.ts";
export { keptIn } from "./queries.ts";
