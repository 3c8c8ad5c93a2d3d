import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { worksAs } from "./queries.ts";

type Wanted = { readonly staffId?: string | null | undefined };

/** A stylist acts for the salon in the own calendar only: all that is wanted is of the caller. Throws `forbidden`. */
export async function expectOwnCalendar(
  ctx: Ctx,
  tx: Tx,
  businessId: number,
  wanted: readonly Wanted[],
): Promise<void> {
  if (wanted.length === 0 || ctx.actor.kind !== "user") return;
  const own = await worksAs(tx, businessId, ctx.actor.userId);
  if (own === undefined || wanted.some(({ staffId }) => staffId !== own))
    throw new DomainError("forbidden", "You may book into your own calendar only.");
}
