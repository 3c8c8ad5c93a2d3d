import type { Block, BlockKind, Instant, Interval } from "./model.ts";

/** What is in the way of an interval, as a set of bits. */
export type Obstacles = number;

export const OBSTACLE = { time_off: 1, booking: 2, hold: 4 } as const satisfies Record<BlockKind, Obstacles>;

/** The blocks of one calendar, found by time: a question costs no more for all that lies outside it. */
export class Timeline {
  readonly #blocks: readonly Block[];
  /**
   * At `i + 1` the latest end of the blocks up to `i`: they ascend by start, but a long one may outlast the
   * next. Fenced by infinities, so that every place has a neighbour.
   */
  readonly #reach: Float64Array;
  /** Where the last question began; the next one is seldom far. */
  #cursor = 0;

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
    this.#reach = new Float64Array(blocks.length + 2).fill(Infinity);
    let latest = -Infinity;
    this.#reach[0] = latest;
    for (const [i, { end }] of blocks.entries()) this.#reach[i + 1] = latest = Math.max(latest, end);
  }

  get length(): number {
    return this.#blocks.length;
  }

  /** Which kinds of blocks overlap the interval. */
  obstaclesIn(start: Instant, end: Instant): Obstacles {
    let found: Obstacles = 0;
    for (let i = this.#firstReaching(start); i < this.#blocks.length; i++) {
      const block = this.#blocks[i];
      if (!block || block.start >= end) break;
      if (block.end > start) found |= OBSTACLE[block.kind];
    }
    return found;
  }

  /** Milliseconds of bookings and holds within the interval; time off is not work. */
  bookedMs(within: Interval): number {
    let total = 0;
    for (let i = this.#firstReaching(within.start); i < this.#blocks.length; i++) {
      const block = this.#blocks[i];
      if (!block || block.start >= within.end) break;
      if (block.kind === "time_off") continue;
      total += Math.max(0, Math.min(block.end, within.end) - Math.max(block.start, within.start));
    }
    return total;
  }

  /** Index of the first block by which something ends after the instant: none before it can matter. */
  #firstReaching(instant: Instant): number {
    if (this.#isFirstReaching(this.#cursor, instant)) return this.#cursor;
    const next = Math.min(this.#cursor + 1, this.#blocks.length);
    this.#cursor = this.#isFirstReaching(next, instant) ? next : this.#seek(instant);
    return this.#cursor;
  }

  #isFirstReaching(index: number, instant: Instant): boolean {
    return (this.#reach[index] ?? NaN) <= instant && instant < (this.#reach[index + 1] ?? NaN);
  }

  #seek(instant: Instant): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (instant < (this.#reach[middle + 1] ?? NaN)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

const timelines = new WeakMap<readonly Block[], Timeline>();

/** The timeline of these blocks, made once for as long as they live. */
export function timelineOf(blocks: readonly Block[]): Timeline {
  let timeline = timelines.get(blocks);
  if (timeline?.length !== blocks.length) timelines.set(blocks, (timeline = new Timeline(blocks)));
  return timeline;
}
