import { atLeast } from "../access/index.ts";

export const mayReadResources = atLeast("stylist", "salon:read");
export const mayEditResources = atLeast("manager", "salon:write");
