import { MINUTE_MS } from "./calendar-day.ts";
import type { Interval, ResourceNeed, Segment, Variant } from "./model.ts";

/** One unit of a type, for a time: `start` and `end` with buffers, `core` without. */
export type UnitNeed = Interval & { readonly resourceTypeId: string; readonly core: Interval };

/** What an item takes when one person does it, in milliseconds from its start. */
export type Shape = {
  readonly segments: readonly { readonly kind: Segment["kind"]; readonly minutes: number }[];
  readonly lengthMs: number;
  /** The item with both its buffers. */
  readonly blockedMs: number;
  readonly staffTaken: readonly Interval[];
  readonly unitNeeds: readonly UnitNeed[];
};

type TimedSegment = Segment & { readonly core: Interval; readonly buffered: Interval };

export function shapeOf(variant: Variant, ownMinutes: readonly number[] | null, addOnMinutes: number): Shape {
  const segments = timed(variant, minutesOf(variant, ownMinutes, addOnMinutes));
  const lengthMs = segments.at(-1)?.core.end ?? 0;
  const whole = {
    core: { start: 0, end: lengthMs },
    buffered: {
      start: -variant.bufferBeforeMinutes * MINUTE_MS,
      end: lengthMs + variant.bufferAfterMinutes * MINUTE_MS,
    },
  };
  return {
    segments: segments.map(({ kind, minutes }) => ({ kind, minutes })),
    lengthMs,
    blockedMs: whole.buffered.end - whole.buffered.start,
    staffTaken: segments
      .filter(({ kind }) => kind === "active")
      .map(({ buffered }) => buffered)
      .filter(isNotEmpty),
    unitNeeds: [{ ...whole, resources: variant.resources }, ...segments].flatMap(unitNeedsOf),
  };
}

/** Add-ons lengthen the last active segment. */
function minutesOf(variant: Variant, ownMinutes: readonly number[] | null, addOnMinutes: number): number[] {
  const minutes = variant.segments.map((segment, i) => ownMinutes?.[i] ?? segment.minutes);
  const lastActive = variant.segments.findLastIndex(({ kind }) => kind === "active");
  return minutes.map((own, i) => (i === lastActive ? own + addOnMinutes : own));
}

/** Buffers lengthen the first and the last segment. */
function timed(variant: Variant, minutes: readonly number[]): TimedSegment[] {
  let end = 0;
  return variant.segments.map((segment, i) => {
    const start = end;
    end += (minutes[i] ?? 0) * MINUTE_MS;
    const before = i === 0 ? variant.bufferBeforeMinutes * MINUTE_MS : 0;
    const after = i === variant.segments.length - 1 ? variant.bufferAfterMinutes * MINUTE_MS : 0;
    const buffered = { start: start - before, end: end + after };
    return { ...segment, minutes: minutes[i] ?? 0, core: { start, end }, buffered };
  });
}

function unitNeedsOf(part: {
  readonly resources: readonly ResourceNeed[];
  readonly core: Interval;
  readonly buffered: Interval;
}): UnitNeed[] {
  if (!isNotEmpty(part.buffered)) return [];
  return part.resources.flatMap(({ resourceTypeId, quantity }) =>
    Array.from({ length: quantity }, () => ({ ...part.buffered, resourceTypeId, core: part.core })),
  );
}

function isNotEmpty({ start, end }: Interval): boolean {
  return start < end;
}
