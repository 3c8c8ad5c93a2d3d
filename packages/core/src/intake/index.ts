export { moveIntakes } from "./queries.ts";
