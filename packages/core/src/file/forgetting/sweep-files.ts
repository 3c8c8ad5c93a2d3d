import type { Ctx } from "../../context.ts";
import { isId } from "../../ids.ts";
import { findKnown, markUnused } from "./queries.ts";

const BATCH = 500;

/** Lets go what nothing shows for a day, half uploads among it, and takes bytes that no row names. */
export async function sweepFiles(ctx: Ctx): Promise<void> {
  while ((await ctx.transact((tx) => markUnused(tx, BATCH))) === BATCH);
  for await (const names of ctx.files.list()) {
    const ids = names.filter((name) => isId(name) && isSettled(name));
    const known = await findKnown(ctx.db, ids);
    for (const id of ids) if (!known.has(id)) await ctx.files.remove(id);
  }
}

const SETTLED_MS = 60 * 60_000;

/** Its row, if one comes, is there by now: an id of version 7 begins with its time. */
function isSettled(id: string): boolean {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16) < Date.now() - SETTLED_MS;
}
