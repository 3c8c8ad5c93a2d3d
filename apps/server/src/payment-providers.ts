import type { PaymentProvider } from "@salon/core";

/** Who moves money for salons, by the name under which payments are recorded: docs/guides/payments.md shows one. */
export const PAYMENT_PROVIDERS: ReadonlyMap<string, PaymentProvider> = new Map();
