import type { Interval } from "./model.ts";

/** The same time with overlapping or touching intervals joined, ascending. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The time that is in both; each list is ascending and does not overlap itself. */
export function intersect(these: readonly Interval[], those: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  let from = 0;
  for (const one of these) {
    while ((those[from]?.end ?? Infinity) <= one.start) from++;
    for (let i = from; i < those.length; i++) {
      const other = those[i];
      if (!other || other.start >= one.end) break;
      common.push({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) });
    }
  }
  return common;
}

export function overlaps(one: Interval, other: Interval): boolean {
  return one.start < other.end && other.start < one.end;
}
