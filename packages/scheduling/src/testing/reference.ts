import {
  REFUSALS,
  type Block,
  type Instant,
  type ItemRequest,
  type PickReason,
  type PlacedItem,
  type Refusal,
  type Resource,
  type SearchRange,
  type StaffMember,
  type Verdict,
  type VisitRequest,
  type World,
} from "../model.ts";
import { plainDate, startOfDate, workingMinutes, type WorkingMinutes } from "./reference-hours.ts";

const MINUTE = 60_000;

type Span = { readonly start: Instant; readonly end: Instant };
type Need = Span & { readonly type: string; readonly core: Span };
type Given = { readonly need: Need; readonly unit: Resource };
type Part = {
  readonly index: number;
  readonly staff: StaffMember;
  readonly start: Instant;
  readonly end: Instant;
  readonly segments: PlacedItem["segments"];
  readonly active: readonly Span[];
  readonly needs: readonly Need[];
  readonly step: number;
};
type Dead = { readonly depth: number; readonly refusals: readonly Refusal[] };
type Outcome = { readonly parts: readonly Part[] } | Dead;

/**
 * The rules once more, minute by minute, everyone tried with everyone: what the engine must agree with.
 * Only the model's types are shared.
 */
export class Reference {
  readonly #world: World;
  readonly #request: VisitRequest;
  readonly #dates = new Map<Instant, string>();
  readonly #loads = new Map<string, number>();
  readonly #known = new Map<string, Outcome>();
  readonly #working = new Map<StaffMember, WorkingMinutes>();

  constructor(world: World, request: VisitRequest, from: string, to: string) {
    this.#world = world;
    this.#request = request;
    const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
    for (const staff of world.staff) this.#working.set(staff, workingMinutes(world, staff, first, last));
  }

  /** Every minute of the dates at which somebody's grid has a start for the first item. */
  gridStarts({ from, to, afterMinute, beforeMinute }: SearchRange): Instant[] {
    const { timeZone } = this.#world;
    const starts: Instant[] = [];
    const end = startOfDate(Temporal.PlainDate.from(to).add({ days: 1 }), timeZone);
    for (
      let instant = startOfDate(Temporal.PlainDate.from(from), timeZone);
      instant < end;
      instant += MINUTE
    ) {
      const clock = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
      const minute = clock.hour * 60 + clock.minute;
      if (minute < (afterMinute ?? 0) || minute >= (beforeMinute ?? 1440)) continue;
      if (
        this.#candidates(0).some(
          (staff) => this.#working.get(staff)?.works(instant) && this.#onGrid(this.#part(0, staff, instant)),
        )
      )
        starts.push(instant);
    }
    return starts;
  }

  judge(start: Instant): Verdict {
    const { mode, items } = this.#request;
    const standing = this.#standing(start).filter((refusal) => !this.#request.setAside.has(refusal));
    if (standing.length > 0) return { bookable: false, refusal: earliest(standing) };
    const outcome = mode === "parallel" ? this.#together(start) : this.#inTurn(0, start, start);
    if ("depth" in outcome) return { bookable: false, refusal: latest(outcome.refusals) };
    const { parts } = outcome;
    const units = this.#unitsOf(parts);
    const placed = parts.map((part, i) => this.#placed(parts, part, units[i] ?? []));
    const date = this.#date(start);
    if (placed.length !== items.length) throw new Error("an item is missing");
    return {
      bookable: true,
      visit: { start, end: Math.max(...placed.map((item) => item.end)), date, items: placed },
    };
  }

  #standing(start: Instant): Refusal[] {
    const { bookable, now, policy, staff, variants, timeZone } = this.#world;
    const refusals: Refusal[] = [];
    if (!bookable) refusals.push("salon_not_bookable");
    this.#request.items.forEach((item, index) => {
      if (!variants.get(item.variantId)?.bookable) refusals.push("variant_not_bookable");
      if (item.staffId !== null && !staff.some(({ id, bookable: takes }) => id === item.staffId && takes))
        refusals.push("staff_not_bookable");
      const offering = staff.filter((one) => isAsked(item, one) && one.offers.has(item.variantId));
      if (offering.length === 0) refusals.push("staff_does_not_offer");
      else if (this.#candidates(index).length === 0) refusals.push("staff_not_bookable");
    });
    if (start < now + policy.leadTimeMinutes * MINUTE) refusals.push("too_soon");
    const lastDate = plainDate(now, timeZone).add({ days: policy.horizonDays });
    if (Temporal.PlainDate.compare(plainDate(start, timeZone), lastDate) > 0) refusals.push("beyond_horizon");
    return refusals;
  }

  #candidates(index: number): StaffMember[] {
    const item = this.#request.items[index];
    if (!item) return [];
    return this.#world.staff.filter(
      (staff) => isAsked(item, staff) && staff.offers.has(item.variantId) && staff.bookable,
    );
  }

  /** Best pick first: least booked on the local day of the visit, then position, then id. */
  #ranked(index: number, visitStart: Instant): StaffMember[] {
    return this.#candidates(index).sort(
      (a, b) =>
        this.#load(a, visitStart) - this.#load(b, visitStart) ||
        a.position - b.position ||
        (a.id < b.id ? -1 : 1),
    );
  }

  #load(staff: StaffMember, visitStart: Instant): number {
    const key = `${staff.id} ${this.#date(visitStart)}`;
    const load = this.#loads.get(key) ?? this.#countLoad(staff, visitStart);
    this.#loads.set(key, load);
    return load;
  }

  #date(instant: Instant): string {
    const date = this.#dates.get(instant) ?? plainDate(instant, this.#world.timeZone).toString();
    this.#dates.set(instant, date);
    return date;
  }

  #countLoad(staff: StaffMember, visitStart: Instant): number {
    const date = plainDate(visitStart, this.#world.timeZone);
    const from = startOfDate(date, this.#world.timeZone);
    const to = startOfDate(date.add({ days: 1 }), this.#world.timeZone);
    let minutes = 0;
    for (const block of staff.blocks)
      if (block.kind !== "time_off")
        for (let m = block.start; m < block.end; m += MINUTE) if (from <= m && m < to) minutes++;
    return minutes;
  }

  #part(index: number, staff: StaffMember, start: Instant): Part {
    const item = this.#request.items[index];
    const variant = item && this.#world.variants.get(item.variantId);
    if (!item || !variant) throw new Error("no such item");
    const own = staff.offers.get(variant.id)?.segmentMinutes;
    const lastActive = variant.segments.map(({ kind }) => kind).lastIndexOf("active");
    const minutes = variant.segments.map(
      (segment, i) => (own?.[i] ?? segment.minutes) + (i === lastActive ? item.addOnMinutes : 0),
    );
    const total = minutes.reduce((sum, one) => sum + one, 0);
    const before = variant.bufferBeforeMinutes;
    const after = variant.bufferAfterMinutes;
    const span = (from: number, to: number): Span => ({
      start: start + from * MINUTE,
      end: start + to * MINUTE,
    });
    const active: Span[] = [];
    const needs: Need[] = [];
    const need = (resources: (typeof variant)["resources"], core: Span, buffered: Span) => {
      for (const { resourceTypeId, quantity } of resources)
        for (let unit = 0; unit < quantity; unit++) needs.push({ ...buffered, type: resourceTypeId, core });
    };
    need(variant.resources, span(0, total), span(-before, total + after));
    variant.segments.forEach((segment, i) => {
      const from = minutes.slice(0, i).reduce((sum, one) => sum + one, 0);
      const to = from + (minutes[i] ?? 0);
      const isLast = i === variant.segments.length - 1;
      const buffered = span(from - (i === 0 ? before : 0), to + (isLast ? after : 0));
      if (segment.kind === "active") active.push(buffered);
      need(segment.resources, span(from, to), buffered);
    });
    return {
      index,
      staff,
      start,
      end: start + total * MINUTE,
      segments: variant.segments.map(({ kind }, i) => ({ kind, minutes: minutes[i] ?? 0 })),
      active,
      needs,
      step: this.#world.policy.slotStepMinutes ?? before + total + after,
    };
  }

  #onGrid({ staff, start, step }: Part): boolean {
    const anchor = this.#working.get(staff)?.anchorOf(start) ?? NaN;
    return (start - anchor) % (step * MINUTE) === 0;
  }

  /** What speaks against one person at one item, as if it were the only one. */
  #against(part: Part, visitStart: Instant): Refusal[] {
    const { staff, start, end } = part;
    const { policy } = this.#world;
    const working = this.#working.get(staff);
    const refusals: Refusal[] = [];
    if (!working?.works(start)) {
      refusals.push(working?.beginsOn(this.#date(start)) ? "outside_hours" : "closed");
    } else {
      if (part.index === 0 && !this.#onGrid(part)) refusals.push("off_grid");
      for (let minute = start; minute < end; minute += MINUTE)
        if (!working.works(minute)) {
          refusals.push("duration_exceeds_window");
          break;
        }
    }
    const inWay = (blocks: readonly Block[], spans: readonly Span[], kind: Block["kind"]) =>
      blocks.some((block) => block.kind === kind && spans.some((span) => meet(block, span)));
    if (inWay(staff.blocks, part.active, "time_off")) refusals.push("time_off");
    if (inWay(staff.blocks, part.active, "booking")) refusals.push("staff_busy");
    if (!this.#assign(part.needs, [], false)) refusals.push("resource_busy");
    else if (!this.#assign(part.needs, [], true)) refusals.push("held");
    const client = this.#request.clientBlocks;
    if (inWay(client, [part], "booking") || inWay(client, [part], "time_off")) refusals.push("client_busy");
    const date = this.#date(visitStart);
    if (
      policy.maxBookingsPerStaffPerDay !== null &&
      (staff.bookingsPerDate.get(date) ?? 0) + 1 > policy.maxBookingsPerStaffPerDay
    )
      refusals.push("daily_limit");
    if (inWay(staff.blocks, part.active, "hold") || inWay(client, [part], "hold")) refusals.push("held");
    return refusals.filter((refusal) => !this.#request.setAside.has(refusal));
  }

  #inTurn(index: number, start: Instant, visitStart: Instant): Outcome {
    const key = `${visitStart} ${index} ${start}`;
    const outcome = this.#known.get(key) ?? this.#tryInTurn(index, start, visitStart);
    this.#known.set(key, outcome);
    return outcome;
  }

  #tryInTurn(index: number, start: Instant, visitStart: Instant): Outcome {
    const { items, maxWaitMinutes, clientBlocks } = this.#request;
    let dead: Dead = { depth: index, refusals: [] };
    for (const staff of this.#ranked(index, visitStart)) {
      const part = this.#part(index, staff, start);
      const against = this.#against(part, visitStart);
      if (against.length > 0) {
        dead = deeper(dead, { depth: index, refusals: [earliest(against)] });
        continue;
      }
      if (index === items.length - 1) return { parts: [part] };
      for (let wait = 0; wait <= maxWaitMinutes; wait++) {
        const next = part.end + wait * MINUTE;
        if (clientBlocks.some((block) => meet(block, { start: part.end, end: next }))) break;
        const rest = this.#inTurn(index + 1, next, visitStart);
        if ("parts" in rest) return { parts: [part, ...rest.parts] };
        dead = deeper(dead, rest);
      }
    }
    return dead;
  }

  #together(start: Instant): Outcome {
    const own = this.#request.items.map((_, index) =>
      this.#ranked(index, start).map((staff) => {
        const part = this.#part(index, staff, start);
        return { part, against: this.#against(part, start) };
      }),
    );
    const free = own.map((tried) =>
      tried.filter(({ against }) => against.length === 0).map(({ part }) => part),
    );
    const all = this.#cast(free, [], true);
    if (all) return { parts: all };
    let depth = 0;
    while (this.#cast(free.slice(0, depth + 1), [], true)) depth++;
    const refusals =
      own[depth]?.filter(({ against }) => against.length > 0).map(({ against }) => earliest(against)) ?? [];
    for (const part of free[depth] ?? []) {
      const before = free.slice(0, depth).map((parts) => parts.filter(({ staff }) => staff !== part.staff));
      if (!this.#cast(before, [], true)) refusals.push("staff_busy");
      else refusals.push(this.#cast([...before, [part]], [], false) ? "held" : "resource_busy");
    }
    return { depth, refusals };
  }

  #cast(
    free: readonly (readonly Part[])[],
    chosen: readonly Part[],
    mindHolds: boolean,
  ): readonly Part[] | null {
    if (chosen.length === free.length)
      return (
        this.#assign(
          chosen.flatMap(({ needs }) => needs),
          [],
          mindHolds,
        ) && chosen
      );
    for (const part of free[chosen.length] ?? []) {
      if (chosen.some(({ staff }) => staff === part.staff)) continue;
      const cast = this.#cast(free, [...chosen, part], mindHolds);
      if (cast) return cast;
    }
    return null;
  }

  #assign(needs: readonly Need[], given: readonly Given[], mindHolds: boolean): readonly Given[] | null {
    const [need, ...others] = needs;
    if (!need) return given;
    const units = this.#world.resources
      .filter(({ resourceTypeId }) => resourceTypeId === need.type)
      .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
    for (const unit of units) {
      if (unit.blocks.some((block) => meet(block, need) && (mindHolds || block.kind !== "hold"))) continue;
      if (given.some((other) => other.unit === unit && meet(other.need.core, need.core))) continue;
      const assigned = this.#assign(others, [...given, { need, unit }], mindHolds);
      if (assigned) return assigned;
    }
    return null;
  }

  #unitsOf(parts: readonly Part[]): readonly (readonly Given[])[] {
    if (this.#request.mode === "sequence")
      return parts.map(({ needs }) => this.#assign(needs, [], true) ?? []);
    const assigned = [
      ...(this.#assign(
        parts.flatMap(({ needs }) => needs),
        [],
        true,
      ) ?? []),
    ];
    return parts.map(({ needs }) => assigned.splice(0, needs.length));
  }

  #placed(parts: readonly Part[], part: Part, units: readonly Given[]): PlacedItem {
    const { index, staff, start, end, segments } = part;
    const request = this.#request.items[index];
    const others = this.#others(parts, part);
    return {
      start,
      end,
      segments,
      variantId: request?.variantId ?? "",
      staffId: staff.id,
      reason: request?.staffId === null ? this.#reason(part, others, parts[0]?.start ?? NaN) : "requested",
      alternatives: others.map((other) => ({ staffId: other.staff.id, end: other.end })),
      resourceIds: units.map(({ unit }) => unit.id).filter((id, i, ids) => ids.indexOf(id) === i),
      taken: [
        ...part.active.map((span) => ({ calendarId: staff.calendarId, ...span })),
        ...units.map(({ unit, need }) => ({ calendarId: unit.calendarId, start: need.start, end: need.end })),
      ],
    };
  }

  #reason(part: Part, others: readonly Part[], visitStart: Instant): PickReason {
    if (others.length === 0) return "only_free";
    const load = this.#load(part.staff, visitStart);
    return others.some(({ staff }) => this.#load(staff, visitStart) <= load)
      ? "lowest_position"
      : "least_busy";
  }

  #others(parts: readonly Part[], part: Part): Part[] {
    const { mode, maxWaitMinutes, items } = this.#request;
    if (items[part.index]?.staffId !== null) return [];
    const visitStart = parts[0]?.start ?? NaN;
    const rest = parts.filter((one) => one !== part);
    const given = this.#unitsOf(parts)
      .filter((_, i) => parts[i] !== part)
      .flat();
    const next = parts[part.index + 1];
    return this.#ranked(part.index, visitStart)
      .filter((staff) => staff !== part.staff)
      .map((staff) => this.#part(part.index, staff, part.start))
      .filter((other) => this.#against(other, visitStart).length === 0)
      .filter((other) =>
        mode === "parallel"
          ? !rest.some(({ staff }) => staff === other.staff) && this.#assign(other.needs, given, true)
          : !next || (other.end <= next.start && next.start <= other.end + maxWaitMinutes * MINUTE),
      );
  }
}

function isAsked(item: ItemRequest, staff: StaffMember): boolean {
  return item.staffId === null ? !item.excludedStaffIds.includes(staff.id) : item.staffId === staff.id;
}

function meet(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

function earliest(refusals: readonly Refusal[]): Refusal {
  return REFUSALS.find((refusal) => refusals.includes(refusal)) ?? "held";
}

function latest(refusals: readonly Refusal[]): Refusal {
  return REFUSALS.findLast((refusal) => refusals.includes(refusal)) ?? "staff_does_not_offer";
}

function deeper(one: Dead, other: Dead): Dead {
  if (one.depth !== other.depth) return one.depth > other.depth ? one : other;
  return { depth: one.depth, refusals: [...one.refusals, ...other.refusals] };
}
