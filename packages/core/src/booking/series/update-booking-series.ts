import type {
  BookingSeriesPreview,
  BookingSeriesReport,
  OccurrenceReport,
  UpdateBookingSeries,
} from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { emit } from "../../event/index.ts";
import { timeIn } from "../../salon/index.ts";
import { mayMoveBooking } from "../policy.ts";
import { openSeriesToChange } from "./open-series.ts";
import type { OpenedSeries } from "./open-series.ts";
import { planChange } from "./plan-change.ts";
import type { Plan } from "./plan-change.ts";
import { presentSeries } from "./present.ts";
import { saveSeries } from "./saving/queries.ts";
import { conflictOf, expectPossible, possible } from "./report.ts";
import { ruleTimeOf, shifted } from "./rule.ts";
import { saveVisits } from "./save-visits.ts";
import { seriesEvents } from "./series-event.ts";
import { withoutEffect } from "./without-effect.ts";

/**
 * Changes one visit of a series, those from it on, or every one: all that can still be changed let go of their time, then
 * each takes its new one. Throws the first refusal, with what would become of every visit; `too_late_to_move`.
 */
export async function updateBookingSeries(
  ctx: Ctx,
  input: UpdateBookingSeries,
): Promise<BookingSeriesReport> {
  return ctx.transact(async (tx) => {
    const opened = await openSeriesToChange(ctx, tx, input, mayMoveBooking);
    const plan = await planChange(ctx, tx, opened, input);
    expectPossible(reportOf(plan), input.onConflict);
    return savePlanned(ctx, tx, opened, plan);
  });
}

/** What would become of every visit that is meant; changes nothing. */
export async function previewSeriesUpdate(
  ctx: Ctx,
  input: UpdateBookingSeries,
): Promise<BookingSeriesPreview> {
  const plan = await withoutEffect(ctx, async (tx) =>
    planChange(ctx, tx, await openSeriesToChange(ctx, tx, input, mayMoveBooking), input),
  );
  return { occurrences: reportOf(plan) };
}

function reportOf({ steps }: Plan): OccurrenceReport[] {
  return steps.map(({ member, shiftMs, becomes }) => {
    const { booking } = member.record;
    const { id: bookingId, startsAt } = booking;
    const localStart = shifted(ruleTimeOf(member.record), shiftMs ?? 0);
    const whose = { index: member.index, localStart, bookingId };
    switch (becomes.kind) {
      case "kept":
        return { ...whose, startsAt, outcome: "kept", ...becomes.why };
      case "conflict":
        return conflictOf(whose, startsAt, becomes.why);
      case "noted":
        return possible(whose, startsAt);
      case "placed":
        return possible(whose, new Date(becomes.placed.visit.start));
    }
  });
}

async function savePlanned(
  ctx: Ctx,
  tx: Tx,
  { series, client }: OpenedSeries,
  plan: Plan,
): Promise<BookingSeriesReport> {
  const { salon } = plan.found;
  const visits = await saveVisits(tx, salon, plan.steps);
  const after = await saveSeries(tx, series, ruleOf(plan));
  const now = await timeIn(salon, tx);
  await emit(ctx, tx, ...seriesEvents({ type: "series.updated", now, before: series, after, visits }));
  const types = new Map(visits.map(({ type, after: { booking } }) => [booking.id, type]));
  const occurrences = reportOf(plan).map((one): OccurrenceReport => {
    const type = types.get(one.bookingId ?? "");
    return type ? { ...one, outcome: type === "booking.rescheduled" ? "moved" : "updated" } : one;
  });
  return { ...presentSeries({ series: after, client }), occurrences };
}

/** The rule's own start goes with that of the first visit, and is in the zone in which that is read. */
function ruleOf({ steps, found }: Plan): { localStart?: string; timeZone?: string } {
  const first = steps.find(({ member }) => member.index === 0);
  if (!first || first.shiftMs === null) return {};
  const localStart = shifted(ruleTimeOf(first.member.record), first.shiftMs);
  return { localStart, timeZone: found.salon.timeZone };
}
