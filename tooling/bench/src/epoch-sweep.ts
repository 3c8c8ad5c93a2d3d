export type Span = { readonly start: number; readonly end: number };

/**
 * What one writes by hand when all that matters is which starts do not overlap a booking: no buffers, no
 * overrides, no notice, no reasons, nobody chosen. The yardstick of the engine's speed.
 */
export function epochSweep(
  windows: readonly Span[],
  bookings: readonly Span[],
  lengthMs: number,
  stepMs: number,
): string[] {
  const starts: string[] = [];
  let next = 0;
  for (const window of windows) {
    for (let start = window.start; start + lengthMs <= window.end; start += stepMs) {
      while ((bookings[next]?.end ?? Infinity) <= start) next++;
      if ((bookings[next]?.start ?? Infinity) >= start + lengthMs) starts.push(new Date(start).toISOString());
    }
  }
  return starts;
}
