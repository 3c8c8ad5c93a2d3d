export { lockCandidates } from "./lock-candidates.ts";
export { nearSlots } from "./near-slots.ts";
export { servicePriceMinor } from "./prices.ts";
export type { Rules, StaffRow, TakenRow, VariantRow } from "./queries.ts";
export { REFUSAL_MESSAGES } from "./refusal-messages.ts";
export { rulesFor, takenFor, type DateRange } from "./situation.ts";
export { resolveStart, type Start } from "./start.ts";
export { addOnsOf, visitRequestOf, type Wish } from "./visit-request.ts";
export { blocksOf, worldOf, type Taken } from "./world.ts";
