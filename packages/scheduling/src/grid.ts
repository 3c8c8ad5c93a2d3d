import type { DayNumber } from "./calendar-day.ts";
import type { Instant } from "./model.ts";
import type { Window } from "./windows.ts";
import type { Zone } from "./zone.ts";

/** A window that began longer ago counts as one that never closes: its grid starts anew at each local midnight. */
export const ANCHOR_REACH_DAYS = 7;

/** The window that holds the instant; windows are ascending and do not overlap. */
export function windowAt(windows: readonly Window[], instant: Instant): Window | undefined {
  let low = 0;
  let high = windows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((windows[middle]?.end ?? Infinity) > instant) high = middle;
    else low = middle + 1;
  }
  const window = windows[low];
  return window && window.start <= instant ? window : undefined;
}

export function isOnGrid(start: Instant, window: Window, stepMs: number, zone: Zone): boolean {
  return (start - anchorOf(window, zone.dayAt(start), zone)) % stepMs === 0;
}

/** The starts of one local day, counted in elapsed time from the start of each window. */
export function gridStarts(
  windows: readonly Window[],
  stepMs: number,
  day: DayNumber,
  zone: Zone,
): Instant[] {
  const dayStart = zone.startOfDay(day);
  const dayEnd = zone.startOfDay(day + 1);
  const starts: Instant[] = [];
  for (const window of windows) {
    if (window.start >= dayEnd) break;
    if (window.end <= dayStart) continue;
    const anchor = anchorOf(window, day, zone);
    const first = anchor + Math.max(0, Math.ceil((dayStart - anchor) / stepMs)) * stepMs;
    for (let start = first; start < Math.min(window.end, dayEnd); start += stepMs) starts.push(start);
  }
  return starts;
}

function anchorOf(window: Window, day: DayNumber, zone: Zone): Instant {
  return day - window.startDay <= ANCHOR_REACH_DAYS ? window.start : zone.startOfDay(day);
}
