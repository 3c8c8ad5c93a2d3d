import type { OfferTime, WaitlistEntry } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { holdFor } from "./hold-for.ts";
import { openEntryToChange } from "./open-entry.ts";
import { presentEntry } from "./present.ts";

/** The front desk offers a time to somebody who waits. Throws the engine's first refusal, `invalid_transition`. */
export async function offerTime(ctx: Ctx, input: OfferTime): Promise<WaitlistEntry> {
  return ctx.transact(async (tx) => {
    const opened = await openEntryToChange(ctx, tx, input, { scope: "bookings:write", desk: true });
    const { status } = opened.entry;
    if (status !== "waiting" || opened.client.archivedAt !== null)
      throw new DomainError("invalid_transition", `Nobody waits here: this entry is ${status}.`);
    const { found } = opened;
    return presentEntry(await holdFor(ctx, tx, opened, { found, start: input.startsAt.getTime() }));
  });
}
