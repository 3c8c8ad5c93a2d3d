import { CLASSIFICATION } from "@salon/db/classification";
import type { TableKey } from "@salon/db/classification";

/** What the log speaks of, and the tables whose columns such a thing shows: their personal and secret ones are masked. */
const SUBJECTS = {
  admin: ["admins"],
  addOn: ["addOns"],
  apiKey: ["apiKeys"],
  booking: ["bookings", "bookingItems", "clients"],
  client: ["clients"],
  hours: ["schedules"],
  invitation: ["invitations"],
  member: ["salonMembers", "users"],
  override: ["scheduleOverrides"],
  policy: ["bookingPolicies"],
  resource: ["resources"],
  resourceType: ["resourceTypes"],
  salon: ["salons"],
  service: ["services"],
  serviceCategory: ["serviceCategories"],
  session: ["sessions"],
  staff: ["staff"],
  timeOff: ["timeOff"],
  user: ["users", "accounts", "twoFactors"],
} as const satisfies Record<string, readonly TableKey[]>;

export type AuditSubject = keyof typeof SUBJECTS;

export type Mask = ReadonlyMap<string, "[personal]" | "[secret]">;

/** By field: what stands in the place of its value. */
export function maskOf(subject: AuditSubject): Mask {
  return MASKS[subject];
}

const MASKS = Object.fromEntries(
  Object.entries(SUBJECTS).map(([subject, tables]) => [subject, new Map(tables.flatMap(hiddenColumns))]),
) as unknown as Record<AuditSubject, Mask>;

function hiddenColumns(table: TableKey): [string, "[personal]" | "[secret]"][] {
  return Object.entries(CLASSIFICATION[table]).flatMap(([column, kind]) =>
    kind === "personal" || kind === "secret" ? [[column, `[${kind}]` as const]] : [],
  );
}
