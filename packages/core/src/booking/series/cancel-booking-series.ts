import type { BookingSeriesReport, CancelBookingSeries, OccurrenceReport } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { emit } from "../../event/index.ts";
import { isCancelled, refusesLate, TOO_LATE_TO_CANCEL } from "../cancel-booking.ts";
import { isLate } from "../late.ts";
import { actsForSalon, mayMoveBooking } from "../policy.ts";
import { releaseTimeOf } from "../time-taken/queries.ts";
import { openSeriesToChange } from "./open-series.ts";
import type { Member, OpenedSeries } from "./open-series.ts";
import { presentSeries } from "./present.ts";
import { saveCancelled, saveSeries } from "./saving/queries.ts";
import { expectPossible, possible } from "./report.ts";
import type { Why } from "./report.ts";
import { ruleTimeOf } from "./rule.ts";
import { selectVisits, whyOver } from "./select-visits.ts";
import { seriesEvents } from "./series-event.ts";

/**
 * Cancels one visit of a series, those from it on, or every one, as far as each can still be cancelled. Throws
 * `too_late_to_cancel`, `invalid_transition` where none can.
 */
export async function cancelBookingSeries(
  ctx: Ctx,
  input: CancelBookingSeries,
): Promise<BookingSeriesReport> {
  return ctx.transact(async (tx) => {
    const opened = await openSeriesToChange(ctx, tx, input, mayMoveBooking);
    const { named, meant } = selectVisits(opened.members, input);
    const judged = meant.map((member) => ({ member, left: whyLeft(member, member === named) }));
    const report = judged.map(({ member, left }) => reportOf(member, left));
    if (meant.every(({ record }) => isCancelled(record)))
      return { ...presentSeries(opened), occurrences: report };
    expectPossible(report, "skip");
    const cancelled = judged.flatMap(({ member, left }) => (left ? [] : member));
    return saveCancellation(ctx, tx, opened, { reason: input.reason ?? null, report, cancelled });
  });
}

function whyLeft(member: Member, isNamed: boolean): Why | undefined {
  const over = whyOver(member, isNamed);
  if (over || actsForSalon(member.party)) return over;
  const { record } = member;
  if (!isLate(record) || !refusesLate(record)) return undefined;
  return { code: "too_late_to_cancel", message: TOO_LATE_TO_CANCEL };
}

function reportOf({ index, record }: Member, left: Why | undefined): OccurrenceReport {
  const { id: bookingId, startsAt } = record.booking;
  const whose = { index, localStart: ruleTimeOf(record), bookingId };
  return left ? { ...whose, startsAt, outcome: "kept", ...left } : possible(whose, startsAt);
}

type Cancellation = {
  readonly reason: string | null;
  readonly report: readonly OccurrenceReport[];
  readonly cancelled: readonly Member[];
};

async function saveCancellation(
  ctx: Ctx,
  tx: Tx,
  { series, client }: OpenedSeries,
  { reason, report, cancelled }: Cancellation,
): Promise<BookingSeriesReport> {
  const { businessId } = series;
  const ids = cancelled.map(({ record }) => record.booking.id);
  const rows = await saveCancelled(tx, businessId, cancelled.map(changeOf), reason);
  const byId = new Map(rows.map((row) => [row.id, row]));
  await releaseTimeOf(tx, businessId, ids);
  const after = await saveSeries(tx, series, {});
  const visits = cancelled.flatMap(({ record }) => {
    const booking = byId.get(record.booking.id);
    const type = "booking.cancelled" as const;
    return booking ? [{ type, before: record, after: { ...record, booking } }] : [];
  });
  const now = cancelled[0]?.record.now ?? new Date();
  await emit(ctx, tx, ...seriesEvents({ type: "series.cancelled", now, before: series, after, visits }));
  const occurrences = report.map((one): OccurrenceReport =>
    byId.has(one.bookingId ?? "") ? { ...one, outcome: "cancelled" } : one,
  );
  return { ...presentSeries({ series: after, client }), occurrences };
}

function changeOf({ record, party }: Member) {
  const asSalon = actsForSalon(party);
  const status = asSalon ? ("cancelled_by_salon" as const) : ("cancelled_by_client" as const);
  return { id: record.booking.id, status, late: !asSalon && isLate(record) };
}
