import type { NotificationKind } from "@salon/contracts";
import type { BookingRecord } from "../../booking/index.ts";
import { inviteFor } from "../../calendar-feed/index.ts";
import type { Ctx } from "../../context.ts";
import type { Attachment } from "../../ports.ts";
import type { Claimed } from "../delivery/queries.ts";
import type { Reached } from "./mail.ts";

/** What changes the customer's calendar. */
const INVITING: ReadonlySet<NotificationKind> = new Set([
  "booking_confirmed",
  "booking_requested",
  "booking_approved",
  "booking_declined",
  "booking_request_expired",
  "booking_rescheduled",
  "booking_staff_changed",
  "booking_cancelled",
]);

/** What goes with a mail: the visit as an entry of its reader's calendar. */
export function attachmentsOf(
  ctx: Pick<Ctx, "calendars" | "links" | "settings">,
  { notification, salon }: Pick<Claimed, "notification" | "salon">,
  record: BookingRecord,
  guest: Reached,
): readonly Attachment[] {
  return INVITING.has(notification.kind) ? [inviteFor(ctx, { record, salon, guest })] : [];
}
