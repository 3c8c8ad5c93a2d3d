import type { CreateBooking } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { seeSalon } from "../salon/index.ts";
import { isSalonBooking } from "./person-served/index.ts";

type Wish = Pick<CreateBooking, "salonId" | "client">;

/**
 * Lets people book of whom nothing is known but their network: not without a challenge, where one is set, and not without
 * end. A visit that came to nothing is not counted. Throws `challenge_required`, `challenge_failed`, `too_many_requests`.
 */
export async function asStranger<T>(ctx: Ctx, input: Wish, book: () => Promise<T>, visits = 1): Promise<T> {
  const { visitor } = ctx.request;
  if (!visitor || !(await isStranger(ctx, input))) return book();
  // Before the transaction: the answers come from elsewhere.
  await visitor.expectPerson();
  const takeBack = await visitor.spendVisits(visits);
  try {
    return await book();
  } catch (error) {
    await takeBack();
    throw error;
  }
}

/** A booking's token, or an address that nobody has proven, makes nobody less of one. */
async function isStranger(ctx: Ctx, { salonId, client }: Wish): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== "user") return actor.kind === "anonymous" || actor.kind === "bookingHolder";
  if (actor.emailVerified) return false;
  const { standing } = await seeSalon(ctx, ctx.db, salonId);
  return !isSalonBooking(standing, client);
}
