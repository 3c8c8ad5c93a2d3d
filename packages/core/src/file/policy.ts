import { atLeast } from "../access/index.ts";
import { mayReadBooking } from "../booking/index.ts";
import type { MayDo } from "../booking/index.ts";

export const mayUploadForSalon = atLeast("receptionist", "files:write");
export const mayReadSalonsFiles = atLeast("stylist", "files:read");
/** Whoever was there may show how it was. */
export const mayPhotographVisit: MayDo = { parties: ["holder", "customer"] };
export const mayReadVisitsFiles: MayDo = { ...mayReadBooking, scope: "files:read" };
