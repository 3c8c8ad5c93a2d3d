import type { Scope } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { findItsSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { expectMayOn } from "./policy.ts";
import { findEntry, lockEntry } from "./queries.ts";
import type { EntryRow } from "./queries.ts";

type Ref = { readonly salonId: string; readonly entryId: string };
type May = { readonly scope: Scope; readonly desk: boolean };

/** An entry, for whoever waits, and for the front desk. Throws `unauthenticated`, `not_found`, `forbidden`. */
export async function openEntry(
  ctx: Ctx,
  db: Db,
  { salonId, entryId }: Ref,
  may: May,
): Promise<EntryRow & { readonly found: FoundSalon }> {
  if (ctx.actor.kind === "anonymous")
    throw new DomainError("unauthenticated", "Sign in, or send the entry's token.");
  const row = await findEntry(db, salonId, entryId);
  if (!row) throw notFound("waitlist entry");
  const found = await findItsSalon(ctx, db, salonId);
  expectMayOn(found.standing, row, may);
  return { ...row, found };
}

/** The same, holding its row. */
export async function openEntryToChange(ctx: Ctx, tx: Tx, ref: Ref, may: May) {
  await lockEntry(tx, ref.salonId, ref.entryId);
  return openEntry(ctx, tx, ref, may);
}
