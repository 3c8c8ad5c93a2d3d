export { callWith, type CallContext } from "./call-context.ts";
export { createSalonClient, type SalonClient, type SalonClientOptions } from "./create-salon-client.ts";
export { problemOf, type SalonProblem } from "./problem-of.ts";
export type { RouterInputs, RouterOutputs } from "./router-types.ts";
