import { atLeast } from "../access/index.ts";

export const mayReadResources = atLeast("stylist");
export const mayEditResources = atLeast("manager");
