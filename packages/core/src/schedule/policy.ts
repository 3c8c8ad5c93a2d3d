import { atLeast } from "../access/index.ts";

export const mayChangeHours = atLeast("manager", "salon:write");
