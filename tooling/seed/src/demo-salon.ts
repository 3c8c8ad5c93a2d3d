import type {
  CreateSalon,
  CreateService,
  CreateStaff,
  OVERRIDABLE,
  Role,
  SetPolicy,
  SetSalonHours,
} from "@salon/contracts";
import type { z } from "zod";
import type { PersonName } from "./people.ts";

type Variant = z.input<typeof CreateService>["variants"][number];
type Segment = Variant["segments"][number];
type Staff = z.input<typeof CreateStaff>;
type Schedule = z.input<typeof SetSalonHours>["schedules"][number];
export type Weekly = Schedule["weekly"];

/** Units of a resource type, one of each unless said otherwise. */
type Needs = readonly string[];

export type DemoVariant = Omit<Variant, "price" | "resources" | "segments"> & {
  readonly name: string;
  /** In minor units; null where the price type needs none. */
  readonly price: number | null;
  readonly needs?: Needs;
  readonly segments: readonly (Pick<Segment, "kind" | "minutes"> & { readonly needs?: Needs })[];
};

export type DemoStaff = Pick<Staff, "name" | "title" | "bio"> & {
  readonly account?: PersonName;
  /** `Service / Variant`, with their own price and minutes where they differ. */
  readonly offers: Readonly<Record<string, { readonly price?: number; readonly segmentMinutes?: number[] }>>;
  /** Left out: the salon's hours. */
  readonly weekly?: Weekly;
  /** Days from today, both included. */
  readonly timeOff?: { readonly from: number; readonly to: number; readonly reason: string };
};

/** A salon of the demo as data; everything is named by what a person would call it. */
export type DemoSalon = {
  readonly profile: z.input<typeof CreateSalon> & { readonly slug: string };
  readonly owner: PersonName;
  readonly members: Readonly<Partial<Record<PersonName, Role>>>;
  readonly policy: Omit<z.input<typeof SetPolicy>, "salonId">;
  readonly weekly: Weekly;
  /** Other hours on dates so many days from today; none: closed. */
  readonly overrides: readonly { readonly inDays: number; readonly hours: readonly Hours[] }[];
  readonly resources: Readonly<Record<string, readonly string[]>>;
  readonly menu: Readonly<Record<string, readonly DemoService[]>>;
  readonly addOns: readonly DemoAddOn[];
  readonly staff: readonly DemoStaff[];
  /** Of its colours, in degrees around the wheel. */
  readonly hue: number;
  /** What customers say of their visits, newest last. */
  readonly reviews: readonly DemoReview[];
  /** Names of the regulars whom the salon has on its books. */
  readonly regulars: readonly string[];
  /** What is booked: each visit its services, with add-ons behind a plus. */
  readonly visits: readonly (readonly string[])[];
};

export type DemoService = Pick<z.input<typeof CreateService>, "name" | "description" | "onlineBookable"> & {
  readonly variants: readonly DemoVariant[];
};
export type DemoReview = { readonly rating: number; readonly text: string; readonly reply?: string };
type DemoAddOn = {
  readonly name: string;
  readonly minutes: number;
  readonly price: number;
  readonly services: readonly string[];
};
type Hours = { readonly opens: string; readonly closes: string };

/** What a manager sets aside to write down what has been. */
export const OF_THE_PAST: (typeof OVERRIDABLE)[number][] = ["too_soon"];

/** The same hours on several weekdays (Monday is 1), each window written `09:00-13:00`. */
export function on(weekdays: readonly number[], ...windows: readonly string[]): Weekly {
  return weekdays.flatMap((weekday) =>
    windows.map((window) => {
      const [opens = "", closes = ""] = window.split("-");
      return { weekday, opens, closes };
    }),
  );
}

export function active(minutes: number, ...needs: string[]) {
  return { kind: "active", minutes, needs } as const;
}

export function processing(minutes: number) {
  return { kind: "processing", minutes } as const;
}
