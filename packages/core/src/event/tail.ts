import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "../context.ts";
import { placeOf } from "./sequence.ts";
import type { Place } from "./sequence.ts";

/** What can be followed: rows in the order of their places, of which none comes before one that was read. */
export type Source<Row extends Placed> = {
  /** Behind a place, one more than asked for. */
  readonly find: (after: Place, limit: number) => Promise<Row[]>;
  /** Whether there is more behind it, though it may not be readable yet. */
  readonly isMoreAfter: (place: Place) => Promise<boolean>;
};

export type Placed = { readonly transactionId: string; readonly id: bigint };

const BATCH = 100;
/** What another process has announced and nobody here has heard is found by looking. */
const POLL_MS = 1_000;
/** Many commits at once become one look. */
const GATHER_MS = 50;

/** Reads on from a place, as long as somebody wants more: a batch a look, an empty one where nothing happened. */
export async function* tail<Row extends Placed>(
  { onNews }: Pick<Deps, "onNews">,
  source: Source<Row>,
  from: Place,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], void> {
  let after = from;
  let bell = new AbortController();
  let isNews = true;
  using _ = onNews(() => bell.abort());
  while (!signal.aborted) {
    // What is announced from here on may be missing in this look, and asks for another.
    bell = new AbortController();
    const rows = await source.find(after, BATCH);
    const last = rows.at(-1);
    if (last) after = placeOf(last);
    yield rows;
    if (rows.length > BATCH) continue;
    // What was announced may wait for a slower transaction, which perhaps announces nothing.
    const isHeldUp = isNews && rows.length === 0 && !signal.aborted && (await source.isMoreAfter(after));
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
