export { presentClient } from "./present.ts";
export type { ClientRow } from "./queries.ts";
