export { presentPayment } from "./present.ts";
export { findPaymentsById } from "./queries.ts";
