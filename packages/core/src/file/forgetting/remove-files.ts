import type { Ctx } from "../../context.ts";
import { deleteRows, findRemoved } from "./queries.ts";

const BATCH = 100;

/** Takes the bytes of files that are gone, and then their rows: whatever ends it half way, the next run goes on. */
export async function removeFiles(ctx: Ctx): Promise<void> {
  for (;;) {
    const ids = await findRemoved(ctx.db, BATCH);
    for (const id of ids) await ctx.files.remove(id);
    if (ids.length > 0) await ctx.transact((tx) => deleteRows(tx, ids));
    if (ids.length < BATCH) return;
  }
}
