import { CLASSIFICATION } from "@salon/db/classification";
import type { TableKey } from "@salon/db/classification";

/** What the log speaks of, and the tables whose columns such a thing shows: their personal and secret ones are masked. */
export const SUBJECTS = {
  admin: ["admins", "users"],
  add_on: ["addOns"],
  api_key: ["apiKeys"],
  booking: ["bookings", "bookingItems", "bookingPriceLines"],
  calendar_feed: ["calendarFeeds"],
  client: ["clients"],
  device: ["devices"],
  favorite: ["favorites"],
  file: ["files"],
  client_intake: ["clientIntakes"],
  hours: ["schedules", "scheduleHours"],
  intake_form: ["intakeForms", "intakeQuestionServices"],
  invitation: ["invitations"],
  member: ["salonMembers", "users"],
  notification: ["notifications"],
  override: ["scheduleOverrides"],
  payment: ["payments"],
  policy: ["bookingPolicies"],
  resource: ["resources"],
  resource_type: ["resourceTypes"],
  review: ["reviews", "reviewReports"],
  salon: ["salons"],
  series: ["bookingSeries"],
  service: ["services", "serviceVariants"],
  service_category: ["serviceCategories"],
  session: ["sessions"],
  staff: ["staff", "staffServices"],
  time_off: ["timeOff"],
  user: ["users", "accounts", "twoFactors"],
  waitlist_entry: ["waitlistEntries"],
  webhook: ["webhookEndpoints"],
} as const satisfies Record<string, readonly TableKey[]>;

export type AuditSubject = keyof typeof SUBJECTS;

/** By the name of a field: what stands in the place of its value. */
export type Mask = ReadonlyMap<string, "[personal]" | "[secret]">;

export function maskOf(subject: AuditSubject): Mask {
  return new Map(SUBJECTS[subject].flatMap(hiddenColumns));
}

function hiddenColumns(table: TableKey): [string, "[personal]" | "[secret]"][] {
  return Object.entries(CLASSIFICATION[table]).flatMap(([column, kind]) =>
    kind === "personal" || kind === "secret" ? [[column, `[${kind}]` as const]] : [],
  );
}
