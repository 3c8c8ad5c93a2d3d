import type { AnyTRPCMutationProcedure, AnyTRPCProcedure } from "@trpc/server";
import type { AppRouter } from "../../root.ts";
import { accessChanges } from "./access.ts";
import { bookingChanges } from "./bookings.ts";
import { calendarFeedChanges } from "./calendar-feeds.ts";
import type { Prepare } from "./change.ts";
import { fileChanges } from "./files.ts";
import { intakeChanges } from "./intake.ts";
import { menuChanges } from "./menu.ts";
import { notificationChanges } from "./notifications.ts";
import { paymentChanges } from "./payments.ts";
import { peopleChanges } from "./people.ts";
import { reviewChanges } from "./reviews.ts";
import { seriesChanges } from "./series.ts";
import { waitlistChanges } from "./waitlist.ts";
import { salonChanges } from "./salon.ts";
import { webhookChanges } from "./webhooks.ts";

type PathsOf<Procedures> = {
  [Name in keyof Procedures & string]: Procedures[Name] extends AnyTRPCMutationProcedure
    ? Name
    : Procedures[Name] extends AnyTRPCProcedure
      ? never
      : `${Name}.${PathsOf<Procedures[Name]>}`;
}[keyof Procedures & string];

type MutationPath = PathsOf<AppRouter["_def"]["record"]>;

/** Operations that are no queries and yet change nothing, and why. */
export const CHANGELESS = {
  "invitations.preview": "A link's token belongs into no address, and so it is posted",
} as const satisfies Partial<Record<MutationPath, string>>;

/** Every operation that changes something: one that is missing here does not compile. */
export const CHANGES = {
  ...accessChanges,
  ...bookingChanges,
  ...calendarFeedChanges,
  ...waitlistChanges,
  ...intakeChanges,
  ...fileChanges,
  ...menuChanges,
  ...notificationChanges,
  ...paymentChanges,
  ...peopleChanges,
  ...reviewChanges,
  ...salonChanges,
  ...seriesChanges,
  ...webhookChanges,
} as const satisfies Readonly<Record<Exclude<MutationPath, keyof typeof CHANGELESS>, Prepare>>;
