import type { Refusal } from "@salon/scheduling";
import { nearSlots } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { Attempt } from "./place-visit.ts";

/** A start that was refused, with what was attempted. */
export class VisitRefused extends DomainError {
  readonly attempt: Attempt;

  constructor(refusal: Refusal, message: string, attempt: Attempt) {
    super(refusal, message);
    this.attempt = attempt;
  }
}

/** Names near slots beside a refusal: looked for when the transaction is gone and its locks with it. */
export async function offeringNearSlots<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof VisitRefused)) throw error;
    const { found, wish, start, booked, except } = error.attempt;
    const items = wish.items.map((item, index) => ({
      ...item,
      variantId: booked?.[index]?.variantId ?? item.variantId,
    }));
    const alternatives = await nearSlots(ctx.db, found, { ...wish, items }, start, except);
    throw new DomainError(error.reason, error.message, { alternatives });
  }
}
