import type { UpdateBookingSeries } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Instant } from "@salon/scheduling";
import { resolveStart } from "../../availability/index.ts";
import type { Ctx } from "../../context.ts";
import { findItsSalon } from "../../salon/index.ts";
import type { FoundSalon } from "../../salon/index.ts";
import { expectOwnCalendar } from "../own-calendar/own-calendar.ts";
import type { Attempt, Placed } from "../place-visit.ts";
import { actsForSalon, expectOverride } from "../policy.ts";
import { attemptToMove, isTooLateToMove, TOO_LATE_TO_MOVE } from "../reschedule-booking.ts";
import type { NewTime } from "../reschedule-booking.ts";
import { setAsideFor } from "../set-aside.ts";
import { clientCalendarOf } from "../time-taken/queries.ts";
import type { Member, OpenedSeries } from "./open-series.ts";
import { placeVisits } from "./place-visits.ts";
import { NO_SUCH_TIME, whyRefused } from "./report.ts";
import type { Why } from "./report.ts";
import { instantOf, isException, ruleTimeOf, shiftBetween, shifted, wallTimeAt } from "./rule.ts";
import { selectVisits, whyOver } from "./select-visits.ts";

type Change = Omit<NewTime, "startIn">;

/** What becomes of a visit that an edit means. */
export type Step = {
  readonly member: Member;
  readonly change: Change;
  /** By how much its wall time by the rule is shifted, whether or not it goes with it; null: that stays as it was. */
  readonly shiftMs: number | null;
  readonly becomes:
    | { readonly kind: "kept" | "conflict"; readonly why: Why }
    /** Stays where it is, with another note. */
    | { readonly kind: "noted" }
    | { readonly kind: "placed"; readonly attempt: Attempt; readonly placed: Placed };
};

export type Plan = { readonly found: FoundSalon; readonly steps: readonly Step[] };

/** Decides what becomes of each visit that an edit means, and changes nothing. */
export async function planChange(
  ctx: Ctx,
  tx: Tx,
  { series, members }: OpenedSeries,
  input: UpdateBookingSeries,
): Promise<Plan> {
  const { named, meant } = selectVisits(members, input);
  expectOverride(ctx, named.party, input.override);
  if (meant.some(({ party }) => party === "stylist"))
    await expectOwnCalendar(ctx, tx, series.businessId, input.items ?? []);
  const found = await findItsSalon(ctx, tx, series.salonId);
  const move = moveOf(input, named, found.salon.timeZone);
  const wanted = meant.map((member) => wantedOf(member, { input, move, isNamed: member === named }));
  const clientCalendarId = await clientCalendarOf(tx, series);
  const attempts = wanted.flatMap(({ member, change, wants }) =>
    typeof wants === "number"
      ? [attemptToMove(member.record, change, { found, start: wants, clientCalendarId })]
      : [],
  );
  const judged = await placeEach(ctx, tx, attempts, { members, stays: input.onConflict === "skip" });
  return {
    found,
    steps: wanted.map(({ wants, ...step }) => ({
      ...step,
      becomes: typeof wants === "number" ? judgedOf(judged, step.member) : wants,
    })),
  };
}

/** The new start of the visit that is named, and the zone in which the others' wall times are read. */
type Move = { readonly start: Instant; readonly shiftMs: number; readonly timeZone: string };

function moveOf(
  { startsAt, localStart }: UpdateBookingSeries,
  named: Member,
  timeZone: string,
): Move | undefined {
  if (startsAt === undefined && localStart === undefined) return undefined;
  const start = resolveStart({ startsAt, localStart }, timeZone);
  const shiftMs = shiftBetween(ruleTimeOf(named.record), wallTimeAt(start, timeZone));
  return { start, shiftMs, timeZone };
}

type Asked = {
  readonly input: UpdateBookingSeries;
  readonly move: Move | undefined;
  readonly isNamed: boolean;
};
/** To be placed at an instant, or what becomes of it without that. */
type Wanted = Omit<Step, "becomes"> & {
  readonly wants: Instant | Exclude<Step["becomes"], { kind: "placed" }>;
};

function wantedOf(member: Member, asked: Asked): Wanted {
  const { input, move, isNamed } = asked;
  const change = changeOf(member, input);
  const over = whyOver(member, isNamed);
  if (over) return { member, change, shiftMs: null, wants: { kind: "kept", why: over } };
  const isMoved = move !== undefined && (isNamed || !isException(member.record));
  const isPlaced = isMoved || input.items !== undefined;
  if (isPlaced && !change.asSalon && isTooLateToMove(member.record)) {
    const why = { code: "too_late_to_move", message: TOO_LATE_TO_MOVE };
    return { member, change, shiftMs: null, wants: { kind: "kept", why } };
  }
  const shiftMs = move && input.scope !== "this" ? move.shiftMs : null;
  const own = { member, change, shiftMs };
  if (isPlaced) {
    const present = member.record.booking.startsAt.getTime();
    const start = isMoved ? startOf(member, move, isNamed) : present;
    // What stays where it is stays with whom it is: nobody is told of it.
    const keepsStaff = change.keepsStaff || start === present;
    return {
      ...own,
      change: { ...change, keepsStaff },
      wants: start ?? { kind: "conflict", why: NO_SUCH_TIME },
    };
  }
  return { ...own, wants: input.note === undefined ? { kind: "kept", why: EXCEPTION } : { kind: "noted" } };
}

const EXCEPTION: Why = { code: "exception", message: "It was moved by itself, and keeps its own time." };

/** Undefined where the clocks skip it. */
function startOf(
  { record }: Member,
  { start, shiftMs, timeZone }: Move,
  isNamed: boolean,
): Instant | undefined {
  return isNamed ? start : instantOf(shifted(ruleTimeOf(record), shiftMs), timeZone);
}

function changeOf({ record, party }: Member, { items, note, override }: UpdateBookingSeries): Change {
  const asSalon = actsForSalon(party);
  const booking = note === undefined ? record.booking : { ...record.booking, note };
  return {
    newItems: items ?? null,
    booked: { ...record, booking },
    keepsStaff: party === "stylist",
    asSalon,
    override,
    setAside: setAsideFor(asSalon, override),
  };
}

type Outcome = readonly [bookingId: string | null, becomes: Step["becomes"]];

async function placeEach(
  ctx: Ctx,
  tx: Tx,
  attempts: readonly Attempt[],
  { members, stays }: { readonly members: readonly Member[]; readonly stays: boolean },
): Promise<Outcome[]> {
  if (attempts.length === 0) return [];
  const ids = new Set(attempts.map(({ except }) => except));
  const moving = members.map(({ record }) => record).filter(({ booking }) => ids.has(booking.id));
  const judged = await placeVisits(ctx, tx, attempts, { moving, stays });
  return attempts.map((attempt, index) => [attempt.except, becomesOf(attempt, judged[index])]);
}

function becomesOf(attempt: Attempt, judged: Awaited<ReturnType<typeof placeVisits>>[number] | undefined) {
  if (judged === undefined) throw new Error("A visit was not judged");
  return typeof judged === "string"
    ? { kind: "conflict" as const, why: whyRefused(judged) }
    : { kind: "placed" as const, attempt, placed: judged };
}

function judgedOf(outcomes: readonly Outcome[], { record }: Member): Step["becomes"] {
  const [, becomes] = outcomes.find(([bookingId]) => bookingId === record.booking.id) ?? [];
  if (!becomes) throw new Error("A visit was not judged");
  return becomes;
}
