import { atLeast } from "../access/index.ts";

export const mayReadEvents = atLeast("manager", "events:read");
