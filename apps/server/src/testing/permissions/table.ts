import type { AppRouter } from "@salon/api";
import type { Answers } from "./answers.ts";
import { BOOKINGS } from "./bookings.table.ts";
import { NOTIFICATIONS } from "./notifications.table.ts";
import { WAITLIST } from "./waitlist.table.ts";
import { FILES } from "./files.table.ts";
import { CALENDARS } from "./calendars.table.ts";
import { INTAKE } from "./intake.table.ts";
import { PAYMENTS } from "./payments.table.ts";
import { PLATFORM } from "./platform.table.ts";
import { PEOPLE } from "./people.table.ts";
import { REVIEWS } from "./reviews.table.ts";
import { SERIES } from "./series.table.ts";
import { SALON } from "./salon.table.ts";
import { WEBHOOKS } from "./webhooks.table.ts";

type Routes = AppRouter["_def"]["record"];
type Named<Name> = Extract<Name, string>;
/** Every procedure, as `bookings.create`. */
export type Procedure = {
  [Feature in keyof Routes]: `${Named<Feature>}.${Named<keyof Routes[Feature]>}`;
}[keyof Routes];

/** A procedure, or one way to call it that not everybody has. */
export type Call = keyof typeof TABLE;

/** The answers that every procedure owes to everybody. One that is missing here does not compile. */
export const TABLE = {
  ...BOOKINGS,
  ...CALENDARS,
  ...FILES,
  ...WAITLIST,
  ...INTAKE,
  ...NOTIFICATIONS,
  ...PAYMENTS,
  ...PEOPLE,
  ...PLATFORM,
  ...REVIEWS,
  ...SALON,
  ...SERIES,
  ...WEBHOOKS,
} satisfies Record<Procedure, Answers> & Record<`${Procedure}, ${string}`, Answers>;

export const CALLS = Object.keys(TABLE) as Call[];

export function procedureOf(call: Call): Procedure {
  return call.split(",", 1)[0] as Procedure;
}
