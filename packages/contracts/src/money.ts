import { z } from "zod";

/** ISO 4217 code of a currency that is in use. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => Intl.supportedValuesOf("currency").includes(code), "An ISO 4217 currency code.")
  .meta({ example: "EUR" });

/** Integer minor units, such as cents. */
export const AmountMinor = z.int().min(0).max(100_000_000);

export const Money = z
  .object({ amountMinor: z.int(), currency: z.string() })
  .meta({ id: "Money", example: { amountMinor: 4500, currency: "EUR" } });
export type Money = z.infer<typeof Money>;
