import { atLeast } from "../access/index.ts";
import { mayAttend } from "../booking/index.ts";
import type { MayDo } from "../booking/index.ts";

/** The salon's people, a stylist in the own calendar: whoever attends to a visit takes its money. */
export const maySeePayments: MayDo = { parties: mayAttend.parties, scope: "bookings:read" };
export const mayReadTakings = atLeast("manager", "salon:read");
