import type { CreateSalon } from "@salon/contracts";
import type { z } from "zod";
import { salonInput, serviceInput, variantInput } from "./fixtures.ts";
import type { Person } from "./index.ts";

export type ListedSalon = { readonly salonId: string; readonly variantId: string; readonly staffId: string };

type Described = Partial<z.input<typeof CreateSalon>> & {
  readonly name: string;
  readonly priceMinor?: number;
  readonly opens?: string;
  readonly closes?: string;
};

/** A published salon, open on weekdays, in which Bea cuts for an hour. */
export async function openListedSalon(owner: Person, described: Described): Promise<ListedSalon> {
  const { priceMinor = 4500, opens = "09:00", closes = "12:00", ...profile } = described;
  const { id: salonId } = await owner.api.salons.create(salonInput(profile));
  await owner.api.salons.setPolicy({ salonId, slotStepMinutes: 60, leadTimeMinutes: 0, horizonDays: 60 });
  const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens, closes }));
  await owner.api.schedules.setSalonHours({ salonId, schedules: [{ weekly }] });
  const variant = variantInput({
    price: { amountMinor: priceMinor },
    segments: [{ kind: "active", minutes: 60 }],
  });
  const { variants } = await owner.api.services.create(serviceInput(salonId, { variants: [variant] }));
  const variantId = variants[0]?.id ?? "";
  const { id: staffId } = await owner.api.staff.create({ salonId, name: "Bea", services: [{ variantId }] });
  await owner.api.salons.publish({ salonId });
  return { salonId, variantId, staffId };
}
