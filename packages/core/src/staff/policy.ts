import { atLeast } from "../access/index.ts";

export const mayEditStaff = atLeast("manager", "salon:write");
