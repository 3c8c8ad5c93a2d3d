import { atLeast } from "../access/index.ts";

/** Messages carry what owners see, to wherever they say. */
export const mayKeepWebhooks = atLeast("owner");
export const maySeeWebhooks = atLeast("manager");
