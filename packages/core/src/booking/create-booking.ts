import type { CreateBooking, CreatedBooking } from "@salon/contracts";
import { renderLocal } from "@salon/scheduling";
import { isAtLeast } from "../access/index.ts";
import { resolveStart } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { clientCreated, emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { seeSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { itemsOf, priceLinesOf } from "./contents.ts";
import { isSalonBooking, personServed } from "./person-served/index.ts";
import { expectOwnCalendar } from "./own-calendar/own-calendar.ts";
import { expectOverride } from "./policy.ts";
import { placeVisit, takeTime } from "./place-visit.ts";
import type { Attempt, Placed } from "./place-visit.ts";
import { insertBooking } from "./queries.ts";
import type { NewBooking } from "./queries.ts";
import { presentBooking } from "./record.ts";
import { setAsideFor } from "./set-aside.ts";
import { newBookingToken } from "./token.ts";
import { offeringNearSlots } from "./visit-refused.ts";

const MINUTE_MS = 60_000;

/** Books a visit, or holds its time. Throws the engine's first refusal, with near slots. */
export async function createBooking(ctx: Ctx, input: CreateBooking): Promise<CreatedBooking> {
  return offeringNearSlots(ctx, () =>
    ctx.transact(async (tx) => {
      const found = await seeSalon(ctx, tx, input.salonId);
      const { salon } = found;
      const asSalon = isSalonBooking(found.role, input.client);
      if (asSalon && found.role === "stylist")
        await expectOwnCalendar(ctx, tx, salon.businessId, input.items);
      expectOverride(asSalon && isAtLeast(found.role, "manager") ? "manager" : "customer", input.override);
      const setAside = setAsideFor(asSalon, input.override);
      const start = resolveStart(input, salon.timeZone);
      const client =
        input.hold && !input.client && ctx.actor.kind !== "user"
          ? null
          : await personServed(tx, ctx.actor, salon.businessId, found.role, input.client);
      const attempt: Attempt = {
        found,
        wish: input,
        start,
        booked: null,
        lines: [],
        except: null,
        clientCalendarId: client?.calendarId ?? null,
        asSalon,
        setAside,
      };
      const placed = await placeVisit(ctx, tx, attempt);
      const isGuest = ctx.actor.kind !== "user";
      const { token, hash } = newBookingToken();
      const values = bookingOf(ctx, input, found, placed, {
        asSalon,
        clientId: client?.id ?? null,
        tokenHash: isGuest ? hash : null,
      });
      const items = itemsOf(placed, input.items, values);
      const lines = priceLinesOf(placed.rules, items, input.items);
      const booking = await insertBooking(tx, values, items, lines);
      await takeTime(tx, attempt, placed, booking);
      await emit(
        ctx,
        tx,
        ...(client?.isNew ? [clientCreated(salon, placed.now, { id: client.id, version: 1 })] : []),
        bookingEvent(booking.status === "held" ? "booking.held" : "booking.created", placed.now, {
          booking,
          items,
          lines,
        }),
      );
      const created = presentBooking({ booking, items, lines, client, policy: placed.rules.policy });
      return isGuest
        ? {
            ...created,
            bookingToken: token,
            manageUrl: `${ctx.settings.publicUrl}/manage/${booking.id}#${token}`,
          }
        : created;
    }),
  );
}

type Whose = {
  readonly asSalon: boolean;
  readonly clientId: string | null;
  readonly tokenHash: Buffer | null;
};

function bookingOf(
  ctx: Ctx,
  input: CreateBooking,
  { salon }: FoundSalon,
  { visit, rules, now }: Placed,
  { asSalon, clientId, tokenHash }: Whose,
): NewBooking {
  const { policy } = rules;
  const waits = policy.requiresApproval && !asSalon;
  return {
    businessId: salon.businessId,
    id: newId(),
    salonId: salon.id,
    groupId: null,
    clientId,
    bookerId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
    status: input.hold ? "held" : waits ? "pending" : "confirmed",
    startsAt: new Date(visit.start),
    endsAt: new Date(visit.end),
    localStart: renderLocal(visit.start, salon.timeZone),
    timeZone: salon.timeZone,
    mode: input.mode,
    maxWaitMinutes: input.maxWaitMinutes,
    source: asSalon ? "salon" : "api",
    currency: salon.currency,
    policyVersion: policy.version,
    note: input.note ?? null,
    cancelReason: null,
    holdExpiresAt: input.hold ? new Date(now.getTime() + policy.holdMinutes * MINUTE_MS) : null,
    approvalExpiresAt:
      waits && !input.hold ? new Date(now.getTime() + policy.approvalMinutes * MINUTE_MS) : null,
    tokenHash,
    late: false,
    needsAttention: false,
    overrides: [...new Set(input.override)],
    version: 1,
  };
}
