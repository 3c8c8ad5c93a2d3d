import type { CreateBooking, CreatedBooking } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { isAtLeast } from "../access/index.ts";
import { resolveStart } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { openSalon, seeSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { asStranger } from "./as-stranger.ts";
import { makeBooking } from "./make-booking.ts";
import { isWelcome } from "./person-served/is-welcome.ts";
import { isSalonBooking, personServed } from "./person-served/index.ts";
import type { ServedNow } from "./person-served/index.ts";
import { expectFewHolds, heldBy } from "./open-holds/open-holds.ts";
import { expectOwnCalendar } from "./own-calendar/own-calendar.ts";
import { expectOverride, mayBookForSalon } from "./policy.ts";
import { presentBooking } from "./record.ts";
import { newBookingToken } from "./token.ts";
import { offeringNearSlots } from "./visit-refused.ts";

/** Books a visit, or holds its time. Throws the engine's first refusal, with near slots. */
export async function createBooking(ctx: Ctx, input: CreateBooking): Promise<CreatedBooking> {
  return asStranger(ctx, input, () => offeringNearSlots(ctx, () => book(ctx, input)));
}

async function book(ctx: Ctx, input: CreateBooking): Promise<CreatedBooking> {
  return ctx.transact(async (tx) => {
    const found = await seeSalonToBook(ctx, tx, input);
    const asSalon = isSalonBooking(found.standing, input.client);
    await expectMayBook(ctx, tx, found, input);
    if (input.hold && !asSalon) await expectFewHolds(ctx, tx);
    const start = resolveStart(input, found.salon.timeZone);
    const client = await whomItServes(ctx, tx, found, { ...input, asSalon });
    const { token, hash } = newBookingToken();
    const isGuest = ctx.actor.kind !== "user" && !asSalon;
    const made = await makeBooking(ctx, tx, {
      found,
      wish: input,
      start,
      client,
      isWelcome: async () => asSalon || isWelcome(tx, ctx.actor, found.salon.businessId, input),
      asSalon,
      override: input.override,
      hold: input.hold,
      note: input.note ?? null,
      bookerId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      heldBy: input.hold && !asSalon ? heldBy(ctx) : null,
      tokenHash: isGuest ? hash : null,
    });
    const created = presentBooking(made);
    return isGuest ? { ...created, ...keyOf(ctx, created.id, token) } : created;
  });
}

/** People book wherever they see a salon; a key books for its own, and for no other. */
export async function seeSalonToBook(
  ctx: Ctx,
  tx: Tx,
  { salonId }: Pick<CreateBooking, "salonId">,
): Promise<FoundSalon> {
  if (ctx.actor.kind === "apiKey") return openSalon(ctx, tx, salonId, mayBookForSalon);
  return seeSalon(ctx, tx, salonId);
}

/** For the salon a stylist books into the own calendar only; nobody but a manager overrides. Throws `forbidden`. */
export async function expectMayBook(
  ctx: Ctx,
  tx: Tx,
  { salon, standing }: FoundSalon,
  { client, items, override }: Pick<CreateBooking, "client" | "items" | "override">,
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

/** What opens the booking to a guest, told once. */
function keyOf({ settings }: Ctx, bookingId: string, token: string) {
  return { bookingToken: token, manageUrl: `${settings.publicUrl}/manage/${bookingId}#${token}` };
}
