import type { CreateSalon } from "@salon/contracts";
import type { z } from "zod";
import { CreateSalon as CreateSalonInput } from "@salon/contracts";

/** A complete salon in Berlin; what is given replaces its fields. */
export function salonInput(over: Partial<z.input<typeof CreateSalonInput>> = {}): z.input<typeof CreateSalonInput> {
  return {
    name: "Salon Mitte",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
    ...over,
  } satisfies Partial<CreateSalon>;
}
