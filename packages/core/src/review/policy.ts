import { atLeast } from "../access/index.ts";
import type { MayDo } from "../booking/index.ts";

/** Who was there, or booked it: their word, and no program's. */
export const mayReview: MayDo = { parties: ["holder", "customer"] };
export const mayReply = atLeast("manager", "reviews:write");
