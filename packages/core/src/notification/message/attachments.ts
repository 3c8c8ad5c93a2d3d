import type { NotificationKind } from "@salon/contracts";
import type { BookingRecord } from "../../booking/index.ts";
import type { Ctx } from "../../context.ts";
import type { Attachment } from "../../ports.ts";

/** What goes with a mail, such as the visit as a calendar's entry. */
export function attachmentsOf(
  _ctx: Pick<Ctx, "links" | "settings">,
  _kind: NotificationKind,
  _record: BookingRecord,
): readonly Attachment[] {
  return [];
}
