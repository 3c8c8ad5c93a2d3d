import type { Ctx } from "../context.ts";
import type { LinkSigner } from "../ports.ts";
import type { BookedFor, BookingRow } from "./record.ts";

/** What was long over is nobody's to open by a link any more. */
const OPENS_FOR_MS = 30 * 24 * 3_600_000;
const SIGNED = "link.";

type Linked = {
  readonly booking: Pick<BookingRow, "id" | "bookerId">;
  readonly client: Pick<BookedFor, "email" | "phone" | "archivedAt"> | null;
};

/** Where whoever booked opens a booking from a mail. What its fragment holds opens it as a guest's token does. */
export function manageUrl({ links, settings }: Pick<Ctx, "links" | "settings">, record: Linked): string {
  const signature = links.sign("booking", subjectOf(record));
  return `${settings.publicUrl}/manage/${record.booking.id}#${SIGNED}${signature}`;
}

/** Derived again whenever it is needed, and ending with time, and with the client: there is nothing to keep of it. */
export function isLinkTo(
  links: LinkSigner,
  token: string,
  record: Linked & { readonly booking: Pick<BookingRow, "endsAt">; readonly now: Date },
): boolean {
  const { booking, client, now } = record;
  if (!token.startsWith(SIGNED) || now.getTime() > booking.endsAt.getTime() + OPENS_FOR_MS) return false;
  if (client?.archivedAt) return false;
  return links.isSigned("booking", subjectOf(record), token.slice(SIGNED.length));
}

/** With whom it was mailed to: another address, or none any more, ends what was mailed before. */
function subjectOf({ booking, client }: Linked): string {
  return JSON.stringify([booking.id, booking.bookerId, client?.email ?? null, client?.phone ?? null]);
}
