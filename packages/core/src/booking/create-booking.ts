import type { CreateBooking, CreatedBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { renderLocal } from "@salon/scheduling";
import type { Instant } from "@salon/scheduling";
import { isAtLeast } from "../access/index.ts";
import { resolveStart } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { clientCreated, emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { openSalon, seeSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { bookingEvent } from "./booking-event.ts";
import { itemsOf, priceLinesOf } from "./contents.ts";
import { expectWelcome } from "./person-served/expect-welcome.ts";
import { isSalonBooking, personServed } from "./person-served/index.ts";
import type { ServedNow } from "./person-served/index.ts";
import { expectFewHolds, heldBy } from "./open-holds/open-holds.ts";
import { expectOwnCalendar } from "./own-calendar/own-calendar.ts";
import { expectOverride, mayBookForSalon } from "./policy.ts";
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
  await expectPerson(ctx);
  return offeringNearSlots(ctx, () =>
    ctx.transact(async (tx) => {
      const found = await seeSalonToBook(ctx, tx, input);
      const asSalon = isSalonBooking(found.standing, input.client);
      await expectAllowed(ctx, tx, found, input);
      if (input.hold && !asSalon) await expectFewHolds(ctx, tx);
      if (!asSalon) await expectWelcome(tx, ctx.actor, found.salon.businessId, input);
      const start = resolveStart(input, found.salon.timeZone);
      const client = await whomItServes(ctx, tx, found, { ...input, asSalon });
      const attempt = attemptOf(input, found, { start, asSalon, client });
      const placed = await placeVisit(ctx, tx, attempt);
      const { token, hash } = newBookingToken();
      const isGuest = ctx.actor.kind !== "user" && !asSalon;
      const whose = { asSalon, clientId: client?.id ?? null, tokenHash: isGuest ? hash : null };
      const values = bookingOf(ctx, input, found, placed, whose);
      const items = itemsOf(placed, input.items, values);
      const lines = priceLinesOf(placed.rules, items, input.items);
      const booking = await insertBooking(tx, values, items, lines);
      await takeTime(tx, attempt, placed, booking);
      const type = booking.status === "held" ? "booking.held" : "booking.created";
      const at = { salon: found.salon, now: placed.now };
      await emit(
        ctx,
        tx,
        ...(client?.created ? [clientCreated(at, client.created)] : []),
        bookingEvent(type, placed.now, { booking, items, lines }),
      );
      const created = presentBooking({ booking, items, lines, client, policy: placed.rules.policy });
      return isGuest ? { ...created, ...keyOf(ctx, booking.id, token) } : created;
    }),
  );
}

/** Before the transaction: the answer comes from elsewhere. A token opens a booking and lets nobody make another. */
async function expectPerson({ actor, request }: Ctx): Promise<void> {
  if (actor.kind === "anonymous" || actor.kind === "bookingHolder") await request.visitor?.expectPerson();
}

/** People book wherever they see a salon; a key books for its own, and for no other. */
async function seeSalonToBook(ctx: Ctx, tx: Tx, { salonId }: CreateBooking): Promise<FoundSalon> {
  if (ctx.actor.kind === "apiKey") return openSalon(ctx, tx, salonId, mayBookForSalon);
  return seeSalon(ctx, tx, salonId);
}

/** For the salon a stylist books into the own calendar only; nobody but a manager overrides. Throws `forbidden`. */
async function expectAllowed(
  ctx: Ctx,
  tx: Tx,
  { salon, standing }: FoundSalon,
  { client, items, override }: CreateBooking,
): Promise<void> {
  const { role } = standing;
  const asSalon = isSalonBooking(standing, client);
  if (asSalon && role === "stylist") await expectOwnCalendar(ctx, tx, salon.businessId, items);
  expectOverride(ctx, asSalon && isAtLeast(role, "manager") ? "manager" : "customer", override);
}

/** A hold of somebody without an account may do without a client until it is confirmed. */
async function whomItServes(
  ctx: Ctx,
  tx: Tx,
  { salon }: FoundSalon,
  { hold, client, asSalon }: CreateBooking & { readonly asSalon: boolean },
): Promise<ServedNow | null> {
  if (hold && !client && ctx.actor.kind !== "user") return null;
  return personServed(tx, ctx.actor, salon.businessId, { client, asSalon });
}

type Asked = {
  readonly start: Instant;
  readonly asSalon: boolean;
  readonly client: ServedNow | null;
};

function attemptOf(input: CreateBooking, found: FoundSalon, { start, asSalon, client }: Asked): Attempt {
  return {
    found,
    wish: input,
    start,
    booked: null,
    lines: [],
    except: null,
    clientCalendarId: client?.calendarId ?? null,
    asSalon,
    setAside: setAsideFor(asSalon, input.override),
  };
}

/** What opens the booking to a guest, told once. */
function keyOf({ settings }: Ctx, bookingId: string, token: string) {
  return { bookingToken: token, manageUrl: `${settings.publicUrl}/manage/${bookingId}#${token}` };
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
    heldBy: input.hold && !asSalon ? heldBy(ctx) : null,
    approvalExpiresAt:
      waits && !input.hold ? new Date(now.getTime() + policy.approvalMinutes * MINUTE_MS) : null,
    tokenHash,
    late: false,
    needsAttention: false,
    overrides: [...new Set(input.override)],
    version: 1,
  };
}
