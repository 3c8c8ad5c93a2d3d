import { manageUrl } from "../booking/index.ts";
import type { BookingRecord } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { hostOf } from "./entry.ts";
import type { CalendarEntry, CalendarFile } from "./ports.ts";
import { wordsFor } from "./words.ts";

/** The salon as far as an invitation shows it. */
type Host = {
  readonly name: string;
  readonly locale: string;
  readonly email: string | null;
  readonly addressLine1: string;
  readonly postalCode: string;
  readonly city: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
};

type Guest = { readonly name: string; readonly email: string | null; readonly locale: string | null };

export type Invitation = {
  readonly record: Pick<BookingRecord, "booking" | "items" | "client">;
  readonly salon: Host;
  /** Whom it is for, where that is known. */
  readonly guest: Guest | undefined;
  /** Whether the reader may open the booking as whoever booked it: its address does. */
  readonly linked: boolean;
};

/** A visit for a guest's own calendar. In UTC: an hour that a clock shows twice is exact in no other way. */
export function inviteOf(ctx: Pick<Ctx, "links" | "settings">, invitation: Invitation): CalendarFile {
  const { record, salon, guest } = invitation;
  const status = statusOf(record.booking);
  const words = wordsFor(guest?.locale, salon.locale);
  const services = record.items.map(({ serviceName, variantName }) => `${serviceName}, ${variantName}`);
  const url = invitation.linked ? manageUrl(ctx, record) : undefined;
  const lines = record.items.map(({ serviceName, variantName, staffName }) =>
    words.by(`${serviceName}, ${variantName}`, staffName),
  );
  const asks = guest?.email ? { name: guest.name, email: guest.email } : undefined;
  return {
    // Whom no mail reaches is asked nothing.
    method: !asks ? "PUBLISH" : status === "CANCELLED" ? "CANCEL" : "REQUEST",
    entries: [
      {
        uid: `${record.booking.id}@${hostOf(ctx.settings)}`,
        sequence: record.booking.version,
        status,
        startsAt: record.booking.startsAt,
        endsAt: record.booking.endsAt,
        summary: `${services.join(" + ")} – ${salon.name}`,
        description: [...lines, ...(url === undefined ? [] : [`${words.open}: ${url}`])].join("\n"),
        location: placeOf(salon),
        organizer: { name: salon.name, email: salon.email ?? `noreply@${hostOf(ctx.settings)}` },
        ...(asks && { attendee: asks }),
        ...(url !== undefined && { url }),
        createdAt: record.booking.createdAt,
        updatedAt: record.booking.updatedAt,
      },
    ],
  };
}

/**
 * Several visits in one file. What is asked of somebody is one visit (RFC 5546, 3.2.2), and so they are told of these;
 * each has the id under which it is asked for, changed and called off by itself.
 */
export function publicationOf(
  ctx: Pick<Ctx, "links" | "settings">,
  records: readonly Invitation["record"][],
  { salon, guest }: { readonly salon: Host; readonly guest: Guest },
): CalendarFile {
  const told = { ...guest, email: null };
  const visits = records.map((record) => inviteOf(ctx, { record, salon, guest: told, linked: true }));
  return { method: "PUBLISH", entries: visits.flatMap(({ entries }) => entries) };
}

function statusOf({ status }: BookingRecord["booking"]): CalendarEntry["status"] {
  switch (status) {
    case "held":
    case "pending":
      return "TENTATIVE";
    case "confirmed":
    case "checked_in":
    case "in_service":
    case "completed":
    case "no_show":
      return "CONFIRMED";
    case "released":
    case "expired":
    case "declined":
    case "cancelled_by_client":
    case "cancelled_by_salon":
      return "CANCELLED";
  }
}

function placeOf({ name, addressLine1, postalCode, city, latitude, longitude }: Host) {
  const geo = latitude === null || longitude === null ? null : { latitude, longitude };
  return { title: `${name}, ${addressLine1}, ${postalCode} ${city}`, geo };
}
