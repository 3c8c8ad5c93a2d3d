import type { NotificationKind } from "@salon/contracts";
import { inviteFor, publicationFor } from "../../calendar-feed/index.ts";
import type { Ctx } from "../../context.ts";
import type { Attachment } from "../../ports.ts";
import type { Claimed } from "../delivery/queries.ts";
import type { Visits } from "./compose.ts";
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

/** What goes with a mail: the visit, or all of them, as entries of its reader's calendar. */
export function attachmentsOf(
  ctx: Pick<Ctx, "calendars" | "links" | "settings">,
  { notification, salon }: Pick<Claimed, "notification" | "salon">,
  visits: Visits,
  guest: Reached,
): readonly Attachment[] {
  if (!INVITING.has(notification.kind)) return [];
  const [record] = visits;
  return [
    visits.length > 1
      ? publicationFor(ctx, visits, { salon, guest })
      : inviteFor(ctx, { record, salon, guest }),
  ];
}
