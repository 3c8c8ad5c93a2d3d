import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "../context.ts";
import { findEvents, isMoreAfter } from "./queries.ts";
import type { EventRow, Log } from "./queries.ts";
import { placeOf } from "./sequence.ts";
import type { Place } from "./sequence.ts";

const BATCH = 100;
/** What another process has announced and nobody here has heard is found by looking. */
const POLL_MS = 1_000;
/** Many commits at once become one look. */
const GATHER_MS = 50;

/** Reads on in the log from a place, as long as somebody wants more: a batch a look, an empty one where nothing happened. */
export async function* tailEvents(
  { db, onNews }: Pick<Deps, "db" | "onNews">,
  log: Log,
  from: Place,
  signal: AbortSignal,
): AsyncGenerator<readonly EventRow[], void> {
  let after = from;
  let bell = new AbortController();
  let isNews = true;
  using _ = onNews(() => bell.abort());
  while (!signal.aborted) {
    // What is announced from here on may be missing in this look, and asks for another.
    bell = new AbortController();
    const rows = await findEvents(db, log, after, BATCH);
    const last = rows.at(-1);
    if (last) after = placeOf(last);
    yield rows;
    if (rows.length > BATCH) continue;
    // What was announced may wait for a slower transaction, which perhaps announces nothing.
    const isHeldUp = isNews && rows.length === 0 && !signal.aborted && (await isMoreAfter(db, log, after));
    if (!isHeldUp) {
      await rest(POLL_MS, AbortSignal.any([signal, bell.signal]));
      isNews = bell.signal.aborted;
    }
    await rest(GATHER_MS, signal);
  }
}

/** Ends early on the signal. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
