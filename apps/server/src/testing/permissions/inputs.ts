import { BOOKING_INPUTS } from "./bookings.inputs.ts";
import { NOTIFICATION_INPUTS } from "./notifications.inputs.ts";
import { WAITLIST_INPUTS } from "./waitlist.inputs.ts";
import { FILE_INPUTS } from "./files.inputs.ts";
import { CALENDAR_INPUTS } from "./calendars.inputs.ts";
import { INTAKE_INPUTS } from "./intake.inputs.ts";
import { PAYMENT_INPUTS } from "./payments.inputs.ts";
import { PLATFORM_INPUTS } from "./platform.inputs.ts";
import { PEOPLE_INPUTS } from "./people.inputs.ts";
import { REVIEW_INPUTS } from "./reviews.inputs.ts";
import { SERIES_INPUTS } from "./series.inputs.ts";
import { SALON_INPUTS } from "./salon.inputs.ts";
import { WEBHOOK_INPUTS } from "./webhooks.inputs.ts";
import type { Call } from "./table.ts";
import type { Place } from "./world.ts";

export type Input = Readonly<Record<string, unknown>>;
/** What is sent, so that nothing but rights stands in the way: of each call in a part of the table. */
export type InputsOf<Table> = Readonly<Record<keyof Table, (place: Place) => Input>>;

export const INPUTS: Readonly<Record<Call, (place: Place) => Input>> = {
  ...BOOKING_INPUTS,
  ...CALENDAR_INPUTS,
  ...FILE_INPUTS,
  ...WAITLIST_INPUTS,
  ...INTAKE_INPUTS,
  ...NOTIFICATION_INPUTS,
  ...PAYMENT_INPUTS,
  ...PEOPLE_INPUTS,
  ...PLATFORM_INPUTS,
  ...REVIEW_INPUTS,
  ...SALON_INPUTS,
  ...SERIES_INPUTS,
  ...WEBHOOK_INPUTS,
};

const asDraft = ({ salonId }: Place) =>
  `update salons set status = 'draft', sandbox = false, test_now = null where id = '${salonId}'`;

const asGuests = ({ reviewId }: Place) => `update reviews set author_id = null where id = '${reviewId}'`;

/** What must be otherwise for a call to be possible. */
export const GIVEN: Partial<Record<Call, (place: Place) => string>> = {
  "salons.get, a draft": asDraft,
  "salons.publish": asDraft,
  "salons.update, the currency": () => "truncate bookings cascade",
  "admin.approveSalon": ({ salonId }) => `update salons set status = 'pending' where id = '${salonId}'`,
  "admin.restoreSalon": ({ salonId }) =>
    `update salons set status = 'suspended', suspended_from = 'published' where id = '${salonId}'`,
  "reviews.update, a guest's": asGuests,
  "reviews.delete, a guest's": asGuests,
  "admin.unbanUser": ({ newcomerId }) => `update users set banned_at = now() where id = '${newcomerId}'`,
};
