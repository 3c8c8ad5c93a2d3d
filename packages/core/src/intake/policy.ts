import { atLeast } from "../access/index.ts";
import type { MayDo } from "../booking/index.ts";

export const mayEditForm = atLeast("manager", "salon:write");
export const mayAnswerForClients = atLeast("receptionist", "clients:write");

/** The customer's, by the booking; the salon's people go by the client's record. */
export const mayAnswerOfBooking: MayDo = { parties: ["holder", "customer"] };
