import type { ListEvents, SalonEvent } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import type { Page } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { mayReadEvents } from "./policy.ts";
import { presentEvent } from "./present.ts";
import { findEvents } from "./queries.ts";
import { readSequence } from "./sequence.ts";

/** A salon's log from where the caller stopped. `nextCursor` is null when there is no more for now. */
export async function listEvents(ctx: Ctx, { salonId, after, limit }: ListEvents): Promise<Page<SalonEvent>> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayReadEvents);
  const place = after === undefined ? undefined : readSequence(after);
  const rows = await findEvents(ctx.db, salon, place, limit);
  const items = rows.slice(0, limit).map(presentEvent);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.sequence ?? null) : null };
}
