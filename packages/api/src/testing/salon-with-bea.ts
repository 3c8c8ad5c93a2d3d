import { furnish, named } from "./case-salon.ts";
import type { CaseSalon, FurnishedSalon } from "./case-salon.ts";
import type { TestApi } from "./index.ts";

/** A fixed week: its Monday is 14 June 2027, and the clock stands a week before. */
export const WEEK_BEFORE = "2027-06-07T06:00:00Z";
export const MONDAY = "2027-06-14";

/** An instant of that Monday by the clock on the salon's wall, in Berlin. */
export function monday(time: `${number}:${number}`): Date {
  return new Date(`${MONDAY}T${time}:00+02:00`);
}

export type SalonWithBea = FurnishedSalon & {
  readonly cutId: string;
  readonly colourId: string;
  readonly beaId: string;
};

const DESCRIBED: CaseSalon = {
  timeZone: "Europe/Berlin",
  policy: {
    slotStepMinutes: 30,
    leadTimeMinutes: 60,
    horizonDays: 60,
    cancelWindowMinutes: 1440,
    rescheduleWindowMinutes: 1440,
    holdMinutes: 10,
  },
  hours: [{ weekdays: [1, 2, 3, 4, 5], opens: "09:00", closes: "17:00" }],
  services: {
    cut: { segments: [["active", 60]] },
    colour: {
      segments: [
        ["active", 30],
        ["processing", 30],
        ["active", 30],
      ],
    },
  },
  staff: { bea: { services: ["cut", "colour"] } },
};

/** Bea cuts and colours in a sandbox in Berlin, Monday to Friday, nine to five; what is given replaces parts of it. */
export async function openSalonWithBea(api: TestApi, over: Partial<CaseSalon> = {}): Promise<SalonWithBea> {
  const salon = await furnish(
    api,
    { ...DESCRIBED, ...over, policy: { ...DESCRIBED.policy, ...over.policy } },
    WEEK_BEFORE,
  );
  return {
    ...salon,
    cutId: named(salon.variants, "cut"),
    colourId: named(salon.variants, "colour"),
    beaId: named(salon.staff, "bea"),
  };
}

export const GUEST = { name: "Alice", email: "alice@example.com" };
