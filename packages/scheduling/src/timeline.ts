import type { Block, BlockKind, Instant, Interval } from "./model.ts";

/** What is in the way of an interval, as a set of bits. */
export type Obstacles = number;

export const OBSTACLE = { time_off: 1, booking: 2, hold: 4 } as const satisfies Record<BlockKind, Obstacles>;

/** Which kinds of blocks overlap the interval. Costs the logarithm of all blocks plus those in reach. */
export function obstaclesIn(blocks: readonly Block[], start: Instant, end: Instant): Obstacles {
  let found: Obstacles = 0;
  for (let i = firstReaching(blocks, start); i < blocks.length; i++) {
    const block = blocks[i];
    if (!block || block.start >= end) break;
    if (block.end > start) found |= OBSTACLE[block.kind];
  }
  return found;
}

/** Milliseconds of bookings and holds within the interval; time off is not work. */
export function bookedMs(blocks: readonly Block[], within: Interval): number {
  let total = 0;
  for (let i = firstReaching(blocks, within.start); i < blocks.length; i++) {
    const block = blocks[i];
    if (!block || block.start >= within.end) break;
    if (block.kind === "time_off") continue;
    total += Math.max(0, Math.min(block.end, within.end) - Math.max(block.start, within.start));
  }
  return total;
}

/** Index of the first block up to which one ends after the instant: none before it can matter. */
function firstReaching(blocks: readonly Block[], instant: Instant): number {
  const reach = reachOf(blocks);
  let low = 0;
  let high = reach.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reach[middle] ?? Infinity) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The latest end so far, block by block: blocks ascend by start, but a long one may outlast the next. */
const reaches = new WeakMap<readonly Block[], Float64Array>();

function reachOf(blocks: readonly Block[]): Float64Array {
  let reach = reaches.get(blocks);
  if (reach?.length !== blocks.length) {
    let latest = -Infinity;
    reach = Float64Array.from(blocks, (block) => (latest = Math.max(latest, block.end)));
    reaches.set(blocks, reach);
  }
  return reach;
}
