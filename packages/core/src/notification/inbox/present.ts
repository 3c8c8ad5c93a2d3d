import type { Notification } from "@salon/contracts";
import { titleFor } from "../message/compose.ts";
import type { ShownRow } from "./queries.ts";

/** In the language of whoever reads it. */
export function presentNotification({ notification, salon }: ShownRow, locale: string | null): Notification {
  const { id, kind, salonId, subjectId, startsAt, formerStartsAt, createdAt, shownAt, readAt } = notification;
  return {
    id,
    kind,
    salonId,
    bookingId: subjectId,
    title: titleFor(notification, salon, { locale }),
    startsAt,
    formerStartsAt,
    createdAt,
    shownAt: shownAt ?? createdAt,
    readAt,
  };
}
