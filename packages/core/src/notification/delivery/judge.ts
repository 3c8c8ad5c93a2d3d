import type { DELIVERY_FAILURES } from "@salon/contracts";
import type { BookingRecord } from "../../booking/index.ts";
import { isForSalon } from "../rules.ts";
import type { Claimed } from "./queries.ts";

export type Failure = (typeof DELIVERY_FAILURES)[number];

const HOUR_MS = 3_600_000;
/** A reminder says nothing new when the visit is as near as this to the time it names; to ask how it was has time. */
const LATE_MS = { booking_reminder: HOUR_MS / 2, review_requested: 72 * HOUR_MS };

type Known = {
  /** Visits. */
  readonly reviewed: ReadonlySet<string>;
  /** Addresses and numbers of clients. */
  readonly flooded: ReadonlySet<string>;
  readonly sandboxesTellAnybody: boolean;
};

/** Why a message that is due is not to be sent any more; undefined: it is. */
export function whyNot(
  claimed: Claimed,
  record: BookingRecord | undefined,
  { reviewed, flooded, sandboxesTellAnybody }: Known,
): Failure | undefined {
  if (!record || isShutOut(claimed)) return "over";
  if (!reachesAnybody(claimed, sandboxesTellAnybody)) return "not_public";
  if (isByGuest(record) && flooded.has(addressOf(claimed))) return "too_many";
  const { delivery, notification, salon, clockMs } = claimed;
  const { dueAt } = delivery;
  if (dueAt === null) return undefined;
  const { status, startsAt } = record.booking;
  const isReminder = notification.kind !== "review_requested";
  if (status !== (isReminder ? "confirmed" : "completed") || reviewed.has(record.booking.id)) return "over";
  if (startsAt.getTime() !== notification.startsAt.getTime()) return "moved";
  // A sandbox's clock jumps: what it has passed over happens at once, in its order.
  const now = salon.testNow?.getTime() ?? clockMs;
  if (isReminder && now >= notification.startsAt.getTime()) return "late";
  const late = LATE_MS[isReminder ? "booking_reminder" : "review_requested"];
  return salon.testNow === null && now > dueAt.getTime() + late ? "late" : undefined;
}

/** Who has left the salon since, or was banned, is told nothing of its clients any more. */
function isShutOut({ isMember, notification, user }: Claimed): boolean {
  return isForSalon(notification.kind) && (!isMember || (user !== null && user.bannedAt !== null));
}

/**
 * What nobody has published speaks to its own people only: anybody makes it, under any name. Who had booked before a
 * salon was suspended is owed what follows: nobody books there any more.
 */
function reachesAnybody({ delivery, isMember, salon }: Claimed, sandboxesTellAnybody: boolean): boolean {
  if (isMember || delivery.channel === "in_app") return true;
  if (salon.sandbox) return sandboxesTellAnybody;
  return (salon.status === "suspended" ? salon.suspendedFrom : salon.status) === "published";
}

function isByGuest({ booking }: BookingRecord): boolean {
  return booking.source !== "salon" && booking.bookerId === null;
}

function addressOf({ client, delivery }: Claimed): string {
  return (delivery.channel === "sms" ? client?.phone : client?.email) ?? "";
}
