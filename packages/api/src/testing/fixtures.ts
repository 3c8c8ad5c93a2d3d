import type { CreateSalon, CreateService } from "@salon/contracts";
import type { z } from "zod";

/** A complete salon in Berlin; what is given replaces its fields. */
export function salonInput(over: Partial<z.input<typeof CreateSalon>> = {}): z.input<typeof CreateSalon> {
  return {
    name: "Salon Mitte",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
    ...over,
  };
}

/** A cut of half an hour for 45 €; what is given replaces its fields. */
export function serviceInput(
  salonId: string,
  over: Partial<z.input<typeof CreateService>> = {},
): z.input<typeof CreateService> {
  return { salonId, name: "Cut", variants: [variantInput()], ...over };
}

export function variantInput(over: Partial<NewVariant> = {}): NewVariant {
  return {
    name: "Short hair",
    price: { amountMinor: 4500 },
    segments: [{ kind: "active", minutes: 30 }],
    ...over,
  };
}

type NewVariant = z.input<typeof CreateService>["variants"][number];
