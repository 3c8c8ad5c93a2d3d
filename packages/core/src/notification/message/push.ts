import type { ReachedDevice } from "../../device/index.ts";
import type { Push } from "../../ports.ts";
import type { Claimed } from "../delivery/queries.ts";
import { isForSalon } from "../rules.ts";
import { compose } from "./compose.ts";
import type { Visits } from "./compose.ts";
import { readerOf } from "./mail.ts";

/** Of many visits the first are read on a screen; the app has the others. */
const MOST_TIMES = 4;

/** It stands on a locked screen, and passes through its maker's service: nobody but its reader's own visit is told of. */
export function pushFor(
  claimed: Pick<Claimed, "delivery" | "notification" | "salon" | "user" | "client">,
  visits: Visits,
  { locale, target }: ReachedDevice,
): Push {
  const { delivery, notification, salon } = claimed;
  const reader = readerOf(claimed);
  const inItsLanguage = { ...reader, locale: locale ?? reader.locale };
  const message = compose({ subject: notification, salon, reader: inItsLanguage, visits, manageUrl: null });
  return {
    id: delivery.id,
    to: target,
    title: message.title,
    body: [
      isForSalon(notification.kind) ? salon.name : message.opening,
      ...message.when.slice(0, MOST_TIMES),
    ].join("\n"),
    data: {
      kind: notification.kind,
      notificationId: notification.id,
      salonId: notification.salonId,
      bookingId: notification.subjectId,
    },
  };
}
