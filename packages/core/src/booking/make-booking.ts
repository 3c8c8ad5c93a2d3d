import { renderLocal } from "@salon/scheduling";
import type { Instant, Refusal } from "@salon/scheduling";
import type { Tx } from "@salon/db";
import { nearSlots, REFUSAL_MESSAGES } from "../availability/index.ts";
import type { Wish } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { clientCreated, emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import type { FoundSalon } from "../salon/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { itemsOf, priceLinesOf } from "./contents.ts";
import type { ServedNow } from "./person-served/index.ts";
import { placeVisit, takeTime } from "./place-visit.ts";
import type { Attempt, Placed } from "./place-visit.ts";
import { insertBookings } from "./queries.ts";
import type { NewBooking, NewContents } from "./queries.ts";
import type { BookingRecord } from "./record.ts";
import { setAsideFor } from "./set-aside.ts";
import { VisitRefused } from "./visit-refused.ts";

const MINUTE_MS = 60_000;

/** A booking, or a hold, that is about to be made: decided is whose it is, and nothing about its time. */
export type Making = {
  readonly found: FoundSalon;
  readonly wish: Wish;
  readonly start: Instant;
  readonly client: ServedNow | null;
  /** Asked when the time is taken; whoever is not has lost it to somebody else. */
  readonly isWelcome?: () => Promise<boolean>;
  readonly asSalon: boolean;
  readonly override: readonly Refusal[];
  readonly hold: boolean;
  /** Whether it is offered to somebody who waits, who then has as long as an offer stands. */
  readonly isOffer?: boolean;
  readonly note: string | null;
  readonly bookerId: string | null;
  readonly heldBy: Buffer | null;
  readonly tokenHash: Uint8Array | null;
  /** Told beside the booking's own facts. */
  readonly told?: Readonly<Record<string, unknown>>;
  /** The series that it is a visit of, and the wall time that the rule gives it. */
  readonly series?: { readonly id: string; readonly localStart: string };
};

type Made = Pick<BookingRecord, "booking" | "items" | "lines" | "policy"> & {
  readonly client: ServedNow | null;
};

/** Finds who and what for a visit, takes their time, writes it and tells of it. Throws `VisitRefused`. */
export async function makeBooking(ctx: Ctx, tx: Tx, making: Making): Promise<Made> {
  const { client, found } = making;
  const attempt = attemptOf(making);
  const placed = await placeVisit(ctx, tx, attempt);
  const contents = contentsOf(making, placed);
  const { items, lines } = contents;
  const [booking] = await insertBookings(tx, [contents]);
  if (!booking) throw new Error("INSERT … RETURNING gave no row");
  await takeTime(tx, [{ attempt, placed, booking }]);
  if (making.isWelcome && !(await making.isWelcome())) {
    // What is near is looked for as it is now, with the time taken.
    const slots = await nearSlots(tx, attempt, placed.rules);
    throw new VisitRefused("staff_busy", REFUSAL_MESSAGES.staff_busy, attempt, placed.rules, slots);
  }
  const type = booking.status === "held" ? "booking.held" : "booking.created";
  const event = bookingEvent(type, placed.now, { booking, items, lines });
  await emit(
    ctx,
    tx,
    ...(client?.created ? [clientCreated({ salon: found.salon, now: placed.now }, client.created)] : []),
    { ...event, data: { ...event.data, ...making.told } },
  );
  return { booking, items, lines, client, policy: placed.rules.policy };
}

/** What is written of a booking whose time has been found. */
export function contentsOf(making: Making, placed: Placed): NewContents {
  const { items: wished } = making.wish;
  const values = valuesOf(making, placed);
  const items = itemsOf(placed, wished, values);
  return { values, items, lines: priceLinesOf(placed.rules, items, wished) };
}

export function attemptOf({ found, wish, start, asSalon, client, override }: Making): Attempt {
  return {
    found,
    wish,
    start,
    booked: null,
    lines: [],
    except: null,
    clientCalendarId: client?.calendarId ?? null,
    asSalon,
    setAside: setAsideFor(asSalon, override),
  };
}

function valuesOf(making: Making, placed: Placed): NewBooking {
  const { visit, rules, now } = placed;
  const { found, wish, client, asSalon, hold, override } = making;
  const { salon } = found;
  const { policy } = rules;
  const waits = policy.requiresApproval && !asSalon;
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS);
  return {
    businessId: salon.businessId,
    id: newId(),
    salonId: salon.id,
    groupId: null,
    clientId: client?.id ?? null,
    bookerId: making.bookerId,
    status: hold ? "held" : waits ? "pending" : "confirmed",
    startsAt: new Date(visit.start),
    endsAt: new Date(visit.end),
    localStart: renderLocal(visit.start, salon.timeZone),
    timeZone: salon.timeZone,
    mode: wish.mode,
    maxWaitMinutes: wish.maxWaitMinutes,
    source: making.isOffer ? "waitlist" : asSalon ? "salon" : "api",
    currency: salon.currency,
    policyVersion: policy.version,
    note: making.note,
    cancelReason: null,
    holdExpiresAt: hold ? inMinutes(holdMinutesOf(making, placed)) : null,
    heldBy: making.heldBy,
    approvalExpiresAt: waits && !hold ? inMinutes(policy.approvalMinutes) : null,
    tokenHash: making.tokenHash,
    late: false,
    needsAttention: false,
    overrides: [...new Set(override)],
    seriesId: making.series?.id ?? null,
    seriesLocalStart: making.series?.localStart ?? null,
    version: 1,
  };
}

/** Nobody is offered a visit that has begun. */
function holdMinutesOf({ isOffer }: Making, { visit, rules: { policy }, now }: Placed): number {
  if (!isOffer) return policy.holdMinutes;
  return Math.min(policy.waitlistOfferMinutes, (visit.start - now.getTime()) / MINUTE_MS);
}
