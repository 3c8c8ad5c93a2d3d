import { arrayOf } from "@salon/db";
import type { Tx } from "@salon/db";
import { bookings, bookingSeries } from "@salon/db/schema";
import { and, eq, getColumns, inArray, sql } from "drizzle-orm";
import type { BookingRow } from "../../record.ts";
import type { SeriesRow } from "../queries.ts";

const NEXT = { version: sql`${bookings.version} + 1`, updatedAt: sql`statement_timestamp()` };
const OF_BOOKING = getColumns(bookings);

export async function insertSeries(
  tx: Tx,
  values: Omit<SeriesRow, "version" | "createdAt" | "updatedAt">,
): Promise<SeriesRow> {
  const at = { createdAt: sql`statement_timestamp()`, updatedAt: sql`statement_timestamp()` };
  const [series] = await tx
    .insert(bookingSeries)
    .values({ ...values, ...at })
    .returning();
  if (!series) throw new Error("INSERT … RETURNING gave no row");
  return series;
}

export async function saveSeries(
  tx: Tx,
  { businessId, id, version }: SeriesRow,
  changes: Partial<Pick<SeriesRow, "localStart" | "timeZone">>,
): Promise<SeriesRow> {
  const [saved] = await tx
    .update(bookingSeries)
    .set({ ...changes, version: version + 1, updatedAt: sql`statement_timestamp()` })
    .where(and(eq(bookingSeries.businessId, businessId), eq(bookingSeries.id, id)))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

/** The next version of each; their rows are held. */
export async function saveNextVersions(
  tx: Tx,
  businessId: number,
  seriesIds: readonly string[],
): Promise<SeriesRow[]> {
  if (seriesIds.length === 0) return [];
  return tx
    .update(bookingSeries)
    .set({ version: sql`${bookingSeries.version} + 1`, updatedAt: sql`statement_timestamp()` })
    .where(and(eq(bookingSeries.businessId, businessId), inArray(bookingSeries.id, [...seriesIds])))
    .returning();
}

/** Gives the series of one record to another, with the bookings. */
export async function moveSeries(
  tx: Tx,
  { businessId, id }: { readonly businessId: number; readonly id: string },
  keptId: string,
): Promise<void> {
  await tx
    .update(bookingSeries)
    .set({
      clientId: keptId,
      version: sql`${bookingSeries.version} + 1`,
      updatedAt: sql`statement_timestamp()`,
    })
    .where(and(eq(bookingSeries.businessId, businessId), eq(bookingSeries.clientId, id)));
}

/** Gives visits of a series other wall times by its rule, wherever they are themselves: their own version stays. */
export async function saveRuleTimes(
  tx: Tx,
  businessId: number,
  times: ReadonlyMap<string, string>,
): Promise<void> {
  if (times.size === 0) return;
  const rows = sql`unnest(${arrayOf([...times.keys()])}::uuid[], ${arrayOf([...times.values()])}::text[]) as given (id, local_start)`;
  await tx
    .update(bookings)
    .set({ seriesLocalStart: sql`given.local_start` })
    .from(rows)
    .where(and(eq(bookings.businessId, businessId), sql`${bookings.id} = given.id`));
}

type Moved = Pick<
  BookingRow,
  "id" | "startsAt" | "endsAt" | "localStart" | "timeZone" | "note" | "overrides" | "needsAttention"
>;

/** Saves changes of several bookings that are held, each as its next version. */
export async function saveMoved(
  tx: Tx,
  businessId: number,
  changed: readonly Moved[],
): Promise<BookingRow[]> {
  if (changed.length === 0) return [];
  const given = JSON.stringify(changed.map(movedFields));
  return tx
    .update(bookings)
    .set({
      startsAt: sql`given."startsAt"`,
      endsAt: sql`given."endsAt"`,
      localStart: sql`given."localStart"`,
      timeZone: sql`given."timeZone"`,
      note: sql`given.note`,
      overrides: sql`given.overrides`,
      needsAttention: sql`given."needsAttention"`,
      ...NEXT,
    })
    .from(
      sql`json_to_recordset(${given}::text::json) as given (id uuid, "startsAt" timestamptz, "endsAt" timestamptz,
        "localStart" text, "timeZone" text, note text, overrides text[], "needsAttention" boolean)`,
    )
    .where(and(eq(bookings.businessId, businessId), sql`${bookings.id} = given.id`))
    .returning(OF_BOOKING);
}

function movedFields({ id, startsAt, endsAt, localStart, timeZone, note, overrides, needsAttention }: Moved) {
  return { id, startsAt, endsAt, localStart, timeZone, note, overrides, needsAttention };
}

type Cancelled = Pick<BookingRow, "id" | "status" | "late">;

export async function saveCancelled(
  tx: Tx,
  businessId: number,
  cancelled: readonly Cancelled[],
  cancelReason: string | null,
): Promise<BookingRow[]> {
  return tx
    .update(bookings)
    .set({ status: sql`given.status`, late: sql`given.late`, cancelReason, ...NEXT })
    .from(
      sql`json_to_recordset(${JSON.stringify(cancelled)}::text::json) as given (id uuid, status booking_status, late boolean)`,
    )
    .where(and(eq(bookings.businessId, businessId), sql`${bookings.id} = given.id`))
    .returning(OF_BOOKING);
}
