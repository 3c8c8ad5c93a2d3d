import type { Ctx } from "../context.ts";
import type { LinkSigner } from "../ports.ts";
import type { BookingRow } from "./record.ts";

/** What was long over is nobody's to open by a link any more. */
const OPENS_FOR_MS = 30 * 24 * 3_600_000;
const SIGNED = "link.";

/** Where whoever booked opens a booking from a mail. What its fragment holds opens it as a guest's token does. */
export function manageUrl(
  { links, settings }: Pick<Ctx, "links" | "settings">,
  booking: Pick<BookingRow, "id">,
): string {
  return `${settings.publicUrl}/manage/${booking.id}#${SIGNED}${links.sign("booking", booking.id)}`;
}

/** Derived again whenever it is needed, and ending with time: there is nothing to keep of it. */
export function isLinkTo(
  links: LinkSigner,
  token: string,
  { booking, now }: { readonly booking: Pick<BookingRow, "id" | "endsAt">; readonly now: Date },
): boolean {
  if (!token.startsWith(SIGNED) || now.getTime() > booking.endsAt.getTime() + OPENS_FOR_MS) return false;
  return links.isSigned("booking", booking.id, token.slice(SIGNED.length));
}
