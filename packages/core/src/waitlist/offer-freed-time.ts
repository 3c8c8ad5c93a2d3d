import type { Tx } from "@salon/db";
import { localDateOf } from "@salon/scheduling";
import type { Instant } from "@salon/scheduling";
import { blocksOf, rulesFor, search, takenFor, visitRequestOf, worldOf } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { findItsSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { holdFor } from "./hold-for.ts";
import { findEntry, isAnyDue, lockNextDue, rest } from "./queries.ts";
import type { EntryRow } from "./queries.ts";

/** After a time that was there and could not be had. */
const PAUSE_S = 10;

/** Looks whether there is time now for whoever came first, and holds it for them. Tells whether there may be more. */
export async function offerFreedTime(ctx: Ctx): Promise<boolean> {
  if (!(await isAnyDue(ctx.db))) return false;
  let looked: EntryRow | undefined;
  try {
    return await ctx.transact(async (tx) => {
      const next = await lockNextDue(tx);
      looked = next && (await findEntry(tx, next.salonId, next.id));
      if (!looked) return false;
      const found = await findItsSalon(ctx, tx, looked.entry.salonId);
      const start = await firstFit(tx, looked, found);
      if (start === undefined) await rest(tx, looked.entry, null);
      else await holdFor(ctx, tx, looked, { found, start });
      return true;
    });
  } catch (error) {
    const late = looked?.entry;
    if (!late || !(error instanceof DomainError)) throw error;
    // Somebody was faster: what is left is looked for again.
    await ctx.transact((tx) => rest(tx, late, PAUSE_S));
    return true;
  }
}

/** The first start that whoever waits could book themselves; undefined: none. */
async function firstFit(
  tx: Tx,
  { entry, client }: EntryRow,
  { salon, now }: FoundSalon,
): Promise<Instant | undefined> {
  if (client.archivedAt !== null || salon.status === "suspended") return undefined;
  const today = localDateOf(now.getTime(), salon.timeZone);
  const range = { from: entry.fromDate < today ? today : entry.fromDate, to: entry.toDate };
  if (range.from > range.to) return undefined;
  const rules = await rulesFor(tx, salon, entry, range);
  const clientCalendarId = client.calendarId;
  const taken = await takenFor(tx, salon, entry, rules, { ...range, now, except: null, clientCalendarId });
  const blocks = blocksOf(taken.rows, clientCalendarId);
  const [first] = search(
    worldOf(salon, rules, taken, false),
    visitRequestOf(entry, rules, blocks, new Set()),
    { ...range, afterMinute: entry.afterMinute, beforeMinute: entry.beforeMinute },
  );
  return first?.start;
}
