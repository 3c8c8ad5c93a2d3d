import type {
  BookingSeriesPreview,
  BookingSeriesReport,
  CreateBookingSeries,
  OccurrenceReport,
} from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Instant } from "@salon/scheduling";
import { resolveStart } from "../../availability/index.ts";
import type { Ctx } from "../../context.ts";
import { clientCreated, emit } from "../../event/index.ts";
import { newId } from "../../ids.ts";
import type { FoundSalon } from "../../salon/index.ts";
import { asStranger } from "../as-stranger.ts";
import { expectMayBook, seeSalonToBook } from "../create-booking.ts";
import { attemptOf, contentsOf } from "../make-booking.ts";
import type { Making } from "../make-booking.ts";
import { isSalonBooking, personServed } from "../person-served/index.ts";
import type { ServedNow } from "../person-served/index.ts";
import { isWelcome } from "../person-served/is-welcome.ts";
import { takeTime } from "../place-visit.ts";
import type { Placed } from "../place-visit.ts";
import { insertBookings } from "../queries.ts";
import type { BookingRow } from "../record.ts";
import { expectAccount } from "./open-series.ts";
import type { Judged } from "./judge-visits.ts";
import { placeVisits } from "./place-visits.ts";
import { presentSeries } from "./present.ts";
import { insertSeries } from "./saving/queries.ts";
import { conflictOf, expectPossible, NO_SUCH_TIME, possible, whyRefused } from "./report.ts";
import { instantOf, timesFrom, wallTimeAt, wallTimesOf } from "./rule.ts";
import { seriesEvents } from "./series-event.ts";
import { withoutEffect } from "./without-effect.ts";

/**
 * Books a visit every so many weeks, at one wall time: all of them, or with `skip` those that can be. Throws the engine's
 * first refusal or `nonexistent_local_time`, each with what would become of every visit; as a stranger `too_many_requests`.
 */
export async function createBookingSeries(
  ctx: Ctx,
  input: CreateBookingSeries,
): Promise<BookingSeriesReport> {
  expectAccount(ctx.actor);
  const book = () =>
    ctx.transact(async (tx) => {
      const plan = await planSeries(ctx, tx, input);
      expectPossible(reportOf(plan), input.onConflict);
      return bookPlanned(ctx, tx, plan);
    });
  return asStranger(ctx, input, book, visitsIn(input));
}

/** About as many as it has in the salon's zone: near midnight one more or less. */
function visitsIn({ localStart, startsAt, ...rule }: CreateBookingSeries): number {
  const from = localStart ?? startsAt?.toISOString() ?? "";
  return Math.max(timesFrom(from.slice(0, "YYYY-MM-DD".length), rule), 1);
}

/** What would become of every visit; changes nothing. */
export async function previewBookingSeries(
  ctx: Ctx,
  input: CreateBookingSeries,
): Promise<BookingSeriesPreview> {
  const plan = await withoutEffect(ctx, (tx) => planSeries(ctx, tx, input));
  return { occurrences: reportOf(plan) };
}

type Occurrence = {
  readonly index: number;
  readonly localStart: string;
  readonly start: Instant | undefined;
  readonly making: Making;
  /** Undefined where there is no such time. */
  readonly judged: Judged | undefined;
};

type Plan = {
  readonly input: CreateBookingSeries;
  readonly found: FoundSalon;
  readonly client: ServedNow;
  readonly seriesId: string;
  readonly asSalon: boolean;
  readonly occurrences: readonly Occurrence[];
};

async function planSeries(ctx: Ctx, tx: Tx, input: CreateBookingSeries): Promise<Plan> {
  expectAccount(ctx.actor);
  const found = await seeSalonToBook(ctx, tx, input);
  const asSalon = isSalonBooking(found.standing, input.client);
  await expectMayBook(ctx, tx, found, input);
  const times = timesOf(input, found.salon.timeZone);
  const client = await personServed(tx, ctx.actor, found.salon.businessId, { client: input.client, asSalon });
  const plan = { input, found, client, seriesId: newId(), asSalon };
  const wanted = times.map((time, index) => ({ ...time, index, making: makingOf(ctx, plan, time) }));
  const attempts = wanted.filter(({ start }) => start !== undefined);
  const judged = await placeVisits(
    ctx,
    tx,
    attempts.map(({ making }) => attemptOf(making)),
    { moving: [], stays: false },
  );
  const welcome =
    asSalon || !judged.some(isPlaced) || (await isWelcome(tx, ctx.actor, found.salon.businessId, input));
  const byIndex = new Map(attempts.map(({ index }, at) => [index, judged[at]]));
  return {
    ...plan,
    occurrences: wanted.map((one) => {
      const own = byIndex.get(one.index);
      // Whoever is not welcome has lost the time to somebody else, and learns no more.
      return { ...one, judged: isPlaced(own) && !welcome ? "staff_busy" : own };
    }),
  };
}

/** The first is at the very instant that was asked for, the others at its wall time. */
function timesOf(input: CreateBookingSeries, timeZone: string) {
  const first = resolveStart(input, timeZone);
  return wallTimesOf(wallTimeAt(first, timeZone), input).map((localStart, index) => ({
    localStart,
    start: index === 0 ? first : instantOf(localStart, timeZone),
  }));
}

function makingOf(
  { actor }: Ctx,
  { input, found, client, seriesId, asSalon }: Omit<Plan, "occurrences">,
  { localStart, start }: Pick<Occurrence, "localStart" | "start">,
): Making {
  return {
    found,
    wish: input,
    start: start ?? 0,
    client,
    asSalon,
    override: input.override,
    hold: false,
    note: input.note ?? null,
    bookerId: actor.kind === "user" ? actor.userId : null,
    heldBy: null,
    tokenHash: null,
    series: { id: seriesId, localStart },
  };
}

function reportOf({ occurrences }: Plan): OccurrenceReport[] {
  return occurrences.map(({ index, localStart, start, judged }) => {
    const whose = { index, localStart, bookingId: null };
    if (start === undefined || judged === undefined) return conflictOf(whose, null, NO_SUCH_TIME);
    const startsAt = new Date(start);
    return isPlaced(judged) ? possible(whose, startsAt) : conflictOf(whose, startsAt, whyRefused(judged));
  });
}

async function bookPlanned(ctx: Ctx, tx: Tx, plan: Plan): Promise<BookingSeriesReport> {
  const { found, client, occurrences } = plan;
  const { salon } = found;
  const series = await insertSeries(tx, seriesOf(ctx, plan));
  const made = occurrences.flatMap(({ index, making, judged }) =>
    isPlaced(judged) ? [{ index, making, placed: judged, ...contentsOf(making, judged) }] : [],
  );
  const rows = new Map((await insertBookings(tx, made)).map((row) => [row.id, row]));
  const booked = made.map((one) => ({ ...one, booking: rowOf(rows, one.values.id) }));
  await takeTime(
    tx,
    booked.map(({ making, placed, booking }) => ({ attempt: attemptOf(making), placed, booking })),
  );
  const now = made[0]?.placed.now ?? found.now;
  const visits = booked.map((after) => ({ type: "booking.created" as const, after }));
  const created = client.created ? [clientCreated({ salon, now }, client.created)] : [];
  await emit(ctx, tx, ...created, ...seriesEvents({ type: "series.created", now, after: series, visits }));
  const bookingIds = new Map(booked.map(({ index, booking }) => [index, booking.id]));
  const report = reportOf(plan).map((one): OccurrenceReport => {
    const bookingId = bookingIds.get(one.index);
    return bookingId === undefined ? one : { ...one, outcome: "booked", bookingId };
  });
  return { ...presentSeries({ series, client: { id: client.id, name: client.name } }), occurrences: report };
}

function seriesOf({ actor }: Ctx, { input, found, client, seriesId, asSalon, occurrences }: Plan) {
  const { businessId, id: salonId, timeZone } = found.salon;
  return {
    businessId,
    id: seriesId,
    salonId,
    clientId: client.id,
    bookerId: actor.kind === "user" ? actor.userId : null,
    source: asSalon ? ("salon" as const) : ("api" as const),
    everyWeeks: input.everyWeeks,
    count: input.count ?? null,
    until: input.until ?? null,
    localStart: occurrences[0]?.localStart ?? "",
    timeZone,
  };
}

function rowOf(rows: ReadonlyMap<string, BookingRow>, id: string): BookingRow {
  const row = rows.get(id);
  if (!row) throw new Error("INSERT … RETURNING gave fewer rows than were inserted");
  return row;
}

function isPlaced(judged: Judged | undefined): judged is Placed {
  return typeof judged === "object";
}
