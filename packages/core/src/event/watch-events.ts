import type { Actor, Ctx } from "../context.ts";
import { findEndOfLog, findEvents, isMoreAfter } from "./queries.ts";
import type { EventRow, Log } from "./queries.ts";
import { readSequence, sequenceOf } from "./sequence.ts";
import { tail } from "./tail.ts";
import type { Placed, Source } from "./tail.ts";

/** How somebody watches. */
export type Watch = {
  /** Of the last event that was seen; otherwise from now on. */
  readonly lastEventId?: string | null | undefined;
  /** Aborted when nobody listens any more. */
  readonly signal?: AbortSignal | undefined;
  /** Who it is by now: a session may have ended since. */
  readonly authenticate?: (() => Promise<Actor>) | undefined;
  /** Told the sequence from which on nothing will be missed. */
  readonly onPlace?: ((sequence: string) => void) | undefined;
};

/** A watcher's right is looked at with every event, and this often without. */
const LOOK_AGAIN_MS = 30_000;

export type Seen<View, Row = EventRow> = { readonly view: View; readonly rows: readonly Row[] };

/**
 * The events of salons as they are committed, as long as `open` lets the caller in; with each batch comes what `open` gave.
 * The place in the log is fixed when this resolves.
 */
export async function watchEvents<View extends { readonly log: Log }>(
  ctx: Ctx,
  how: Watch,
  open: (ctx: Ctx) => Promise<View>,
): Promise<AsyncGenerator<Seen<View>, void>> {
  return watch(ctx, how, open, ({ log }) => ({
    find: (after, limit) => findEvents(ctx.db, log, after, limit),
    isMoreAfter: (place) => isMoreAfter(ctx.db, log, place),
  }));
}

/** The same for whatever has places in the order of the log. */
export async function watch<View, Row extends Placed>(
  ctx: Ctx,
  how: Watch,
  open: (ctx: Ctx) => Promise<View>,
  sourceOf: (view: View) => Source<Row>,
): Promise<AsyncGenerator<Seen<View, Row>, void>> {
  const view = await open(ctx);
  const { place, isOld } = how.lastEventId
    ? { place: readSequence(how.lastEventId, "/lastEventId"), isOld: () => false }
    : await findEndOfLog(ctx.db);
  how.onPlace?.(sequenceOf(place));
  const signal = how.signal ?? new AbortController().signal;
  return looking(ctx, how, { view, open, batches: tail(ctx, sourceOf(view), place, signal), isOld });
}

type Looking<View, Row> = {
  readonly view: View;
  readonly open: (ctx: Ctx) => Promise<View>;
  readonly batches: AsyncIterable<readonly Row[]>;
  readonly isOld: (row: Row) => boolean;
};

async function* looking<View, Row extends Placed>(
  ctx: Ctx,
  { authenticate }: Watch,
  { view, open, batches, isOld }: Looking<View, Row>,
) {
  let current = view;
  let lookedAt = performance.now();
  for await (const batch of batches) {
    const rows = batch.filter((row) => !isOld(row));
    if (rows.length > 0 || performance.now() - lookedAt > LOOK_AGAIN_MS) {
      current = await open(authenticate ? { ...ctx, actor: await authenticate() } : ctx);
      lookedAt = performance.now();
    }
    if (rows.length > 0) yield { view: current, rows };
  }
}
