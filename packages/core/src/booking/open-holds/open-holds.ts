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

/** Under what a guest's hold is kept as theirs; null for who has an account, and where nothing is limited. */
export function heldBy(ctx: Ctx): Buffer | null {
  const holder = holderOf(ctx);
  return holder?.kind === "guest" ? holder.network : null;
}

function holderOf({ actor, request }: Ctx): Holder | null {
  const network = request.visitor?.network;
  if (!network) return null;
  switch (actor.kind) {
    case "user":
      return { kind: "customer", userId: actor.userId };
    case "anonymous":
    case "bookingHolder":
      return { kind: "guest", network };
    case "apiKey":
    case "system":
      return null;
  }
}
