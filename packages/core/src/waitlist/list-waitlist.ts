import type { ListWaitlist, WaitlistEntry } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeWaitlist } from "./policy.ts";
import { presentEntry } from "./present.ts";
import { findEntries } from "./queries.ts";

/** Who waits, and who did, in the order in which they came. */
export async function listWaitlist(ctx: Ctx, input: ListWaitlist): Promise<Page<WaitlistEntry>> {
  const { salon } = await openSalon(ctx, ctx.db, input.salonId, maySeeWaitlist);
  const { limit, status } = input;
  const after = readCursor(input.cursor, ["instant", "id"]);
  const rows = await findEntries(ctx.db, salon, status, { limit, after });
  return pageOf(rows, limit, ({ entry }) => [entry.createdAt, entry.id], presentEntry);
}
