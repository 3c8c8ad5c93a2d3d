import type { Tx } from "@salon/db";
import { localDateOf } from "@salon/scheduling";
import type { Instant } from "@salon/scheduling";
import { blocksOf, rulesFor, search, takenFor, visitRequestOf, worldOf } from "../availability/index.ts";
import { isBlocked } from "../client/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { findItsSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { holdFor } from "./hold-for.ts";
import { findEntry, IN_TEN_SECONDS, isAnyDue, lockNextDue, rest } from "./queries.ts";
import type { EntryRow } from "./queries.ts";
import { nextDayOpensAt } from "./rules.ts";

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
      const { start, lookAt = null } = await firstFit(tx, looked, found);
      if (start === undefined) await rest(tx, looked.entry, lookAt);
      else await holdFor(ctx, tx, looked, { found, start });
      return true;
    });
  } catch (error) {
    const late = looked?.entry;
    if (!late || !(error instanceof DomainError)) throw error;
    // Somebody was faster: what is left is looked for again. What the salon offers no more waits for new rules.
    const until = error.reason === "invalid_input" ? null : IN_TEN_SECONDS;
    await ctx.transact((tx) => rest(tx, late, until));
    return true;
  }
}

type Fit = { readonly start?: Instant | undefined; readonly lookAt?: Date | null };

/** The first start that whoever waits could book themselves, or when there may be one although nothing becomes free. */
async function firstFit(tx: Tx, { entry, client }: EntryRow, { salon, now }: FoundSalon): Promise<Fit> {
  if (client.archivedAt !== null || salon.status === "suspended") return {};
  if (await isBlocked(tx, salon.businessId, personOf(entry, client))) return {};
  const today = localDateOf(now.getTime(), salon.timeZone);
  const range = { from: entry.fromDate < today ? today : entry.fromDate, to: entry.toDate };
  if (range.from > range.to) return {};
  const rules = await rulesFor(tx, salon, entry, range);
  const clientCalendarId = client.calendarId;
  const taken = await takenFor(tx, salon, entry, rules, { ...range, now, except: null, clientCalendarId });
  const blocks = blocksOf(taken.rows, clientCalendarId);
  const [first] = search(
    worldOf(salon, rules, taken, false),
    visitRequestOf(entry, rules, blocks, new Set()),
    { ...range, afterMinute: entry.afterMinute, beforeMinute: entry.beforeMinute },
  );
  const { horizonDays } = rules.policy;
  return { start: first?.start, lookAt: nextDayOpensAt(entry, salon, { now, horizonDays }) };
}

/** Of a block nobody learns: who was blocked since they came goes on waiting. */
function personOf({ bookerId }: EntryRow["entry"], { id, email, phone, userId }: EntryRow["client"]) {
  return { clientId: id, email, phone, userId: bookerId ?? userId ?? undefined };
}
