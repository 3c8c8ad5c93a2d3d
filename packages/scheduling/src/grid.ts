import type { DayNumber } from "./calendar-day.ts";
import type { Instant, Interval } from "./model.ts";
import type { Window } from "./windows.ts";

/** A local date and the time that it covers. */
export type LocalDay = Interval & { readonly number: DayNumber };

/** A window that began longer ago counts as one that never closes: its grid starts anew at each local midnight. */
export const ANCHOR_REACH_DAYS = 7;

/** The window that holds the instant; windows are ascending and do not overlap. */
export function windowAt(windows: readonly Window[], instant: Instant): Window | undefined {
  for (const window of windows) if (instant < window.end) return window.start <= instant ? window : undefined;
  return undefined;
}

export function isOnGrid(start: Instant, stepMs: number, window: Window, day: LocalDay): boolean {
  return Number.isInteger((start - anchorOf(window, day)) / stepMs);
}

/** The starts of one local day, counted in elapsed time from the start of each window. */
export function gridStarts(windows: readonly Window[], stepMs: number, day: LocalDay): Instant[] {
  const starts: Instant[] = [];
  for (const window of windows) {
    const anchor = anchorOf(window, day);
    const first = anchor + Math.max(0, Math.ceil((day.start - anchor) / stepMs)) * stepMs;
    const end = Math.min(window.end, day.end);
    for (let start = first; start < end; start += stepMs) starts.push(start);
    if (window.end >= day.end) break;
  }
  return starts;
}

function anchorOf(window: Window, day: LocalDay): Instant {
  return day.number - window.startDay <= ANCHOR_REACH_DAYS ? window.start : day.start;
}
