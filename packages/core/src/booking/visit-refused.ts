import type { Slot } from "@salon/contracts";
import type { Refusal } from "@salon/scheduling";
import { nearSlots } from "../availability/index.ts";
import type { Rules } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { Attempt } from "./place-visit.ts";

/** A start that was refused, with what was attempted and the rules by which it was judged. */
export class VisitRefused extends DomainError {
  readonly attempt: Attempt;
  readonly rules: Rules;
  /** Near slots, where they are known already. */
  readonly slots: readonly Slot[] | undefined;

  constructor(refusal: Refusal, message: string, attempt: Attempt, rules: Rules, slots?: readonly Slot[]) {
    super(refusal, message);
    this.attempt = attempt;
    this.rules = rules;
    this.slots = slots;
  }
}

/** Names near slots beside a refusal: looked for when the transaction is gone and its locks with it. */
export async function offeringNearSlots<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof VisitRefused)) throw error;
    const { attempt, rules } = error;
    const slots = error.slots ?? (await nearSlots(ctx.db, attempt, rules));
    const alternatives = slots.map((slot) => inVariants(slot, attempt));
    throw new DomainError(error.reason, error.message, { alternatives });
  }
}

/** Items that keep their shape are judged under their own ids; callers know them by their variants. */
function inVariants(slot: Slot, { booked }: Attempt): Slot {
  if (!booked) return slot;
  const items = slot.items.map((item, index) => ({
    ...item,
    variantId: booked[index]?.variantId ?? item.variantId,
  }));
  return { ...slot, items };
}
