import type { Ctx } from "../../context.ts";
import type { Mail } from "../../ports.ts";
import { isForSalon, isOptional } from "../rules.ts";
import { stopUrl } from "../unsubscribe/token.ts";
import type { Claimed } from "../delivery/queries.ts";
import { attachmentsOf } from "./attachments.ts";
import { compose } from "./compose.ts";
import type { Reader, Visits } from "./compose.ts";
import { manageUrl } from "../../booking/index.ts";
import { htmlOf, textOf } from "./render.ts";

export type Reached = Reader & { readonly email: string | null; readonly phone: string | null };

/** Who reads a message, as they are now. Throws where there is nobody any more. */
export function readerOf({ user, client }: Pick<Claimed, "user" | "client">): Reached {
  const reader = user ?? client;
  if (!reader) throw new Error("A notification is for somebody");
  const isGone = user ? user.erasedAt !== null : client?.email === null && client.phone === null;
  return isGone ? { ...reader, email: null, phone: null } : reader;
}

export function mailFor(
  ctx: Pick<Ctx, "calendars" | "links" | "settings">,
  claimed: Claimed,
  visits: Visits,
  reader: Reached & { readonly email: string },
): Mail {
  const { notification, delivery, salon } = claimed;
  const isCustomers = !isForSalon(notification.kind);
  // Of several, each has its own in the calendar.
  const link = isCustomers && visits.length === 1 ? manageUrl(ctx, visits[0]) : null;
  const message = compose({ subject: notification, salon, reader, visits, manageUrl: link });
  const unsubscribeUrl = isOptional(notification.kind) ? stopUrl(ctx, notification) : undefined;
  return {
    to: reader.email,
    subject: message.title,
    text: textOf(message),
    html: htmlOf(message, unsubscribeUrl),
    id: delivery.id,
    fromName: salon.name,
    ...(isCustomers && salon.email !== null && { replyTo: salon.email }),
    attachments: attachmentsOf(ctx, claimed, visits, reader),
    ...(link !== null && { link }),
    ...(unsubscribeUrl !== undefined && { unsubscribeUrl }),
  };
}

/** A few lines, with what opens the booking, or the first of several: a text is all that its reader has. */
export function textFor(
  ctx: Pick<Ctx, "links" | "settings">,
  { notification, salon }: Claimed,
  visits: Visits,
  reader: Reader,
): string {
  const link = isForSalon(notification.kind) ? null : manageUrl(ctx, visits[0]);
  const message = compose({ subject: notification, salon, reader, visits, manageUrl: link });
  const told = visits.length > 1 ? [message.title] : [message.opening, ...message.when];
  return [...told, ...(link === null ? [] : [link])].join("\n");
}
