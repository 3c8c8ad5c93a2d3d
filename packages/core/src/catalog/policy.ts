import { atLeast } from "../access/index.ts";

export const mayEditCatalog = atLeast("manager", "salon:write");
