import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { countOpenHolds, lockHolder } from "./queries.ts";
import type { Holder } from "./queries.ts";

const MOST: Record<Holder["kind"], number> = { guest: 2, customer: 5 };

/**
 * Nobody keeps more time from others than one visit may need; of several at once each sees those before it. Throws
 * `too_many_holds`.
 */
export async function expectFewHolds(ctx: Ctx, tx: Tx): Promise<void> {
  const holder = holderOf(ctx);
  if (!holder) return;
  await lockHolder(tx, holder);
  const { count, seconds } = await countOpenHolds(tx, holder);
  if (count < MOST[holder.kind]) return;
  throw new DomainError(
    "too_many_holds",
    `Confirm or release one of the ${count} holds first: more than ${MOST[holder.kind]} at a time are not given.`,
    { retryAfterSeconds: seconds },
  );
}

/** Under what a guest's hold is kept as theirs; null for who has an account, and where guests are not told apart. */
export function heldBy({ actor, request }: Ctx): Buffer | null {
  return actor.kind === "anonymous" || actor.kind === "bookingHolder"
    ? (request.guest?.network ?? null)
    : null;
}

function holderOf(ctx: Ctx): Holder | null {
  if (ctx.actor.kind === "user") return { kind: "customer", userId: ctx.actor.userId };
  const network = heldBy(ctx);
  return network && { kind: "guest", network };
}
