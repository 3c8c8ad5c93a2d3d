import { atLeast } from "../access/index.ts";

export const maySeeInvitations = atLeast("manager");
