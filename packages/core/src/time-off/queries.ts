import type { ListTimeOff } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { resources, staff, staffSalons, timeOff } from "@salon/db/schema";
import { and, asc, eq, exists, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { newId } from "../ids.ts";
import type { Period } from "./rules.ts";

type SalonKey = { readonly businessId: number; readonly id: string };

/** Who or what is off; `userId` is the account of the staff member. */
export type Subject = {
  readonly staffId: string | null;
  readonly resourceId: string | null;
  readonly calendarId: number;
  readonly userId: string | null;
};

export type TimeOffRow = Subject & typeof timeOff.$inferSelect;

export async function findStaffSubject(
  db: Db,
  salon: SalonKey,
  staffId: string,
): Promise<Subject | undefined> {
  const [found] = await db
    .select({
      staffId: staff.id,
      resourceId: sql<null>`null`,
      calendarId: staff.calendarId,
      userId: staff.userId,
    })
    .from(staff)
    .where(
      and(
        eq(staff.businessId, salon.businessId),
        eq(staff.id, staffId),
        isNull(staff.archivedAt),
        exists(worksIn(db, salon)),
      ),
    );
  return found;
}

export async function findResourceSubject(
  db: Db,
  salon: SalonKey,
  resourceId: string,
): Promise<Subject | undefined> {
  const [found] = await db
    .select({
      staffId: sql<null>`null`,
      resourceId: resources.id,
      calendarId: resources.calendarId,
      userId: sql<null>`null`,
    })
    .from(resources)
    .where(
      and(
        eq(resources.businessId, salon.businessId),
        eq(resources.salonId, salon.id),
        eq(resources.id, resourceId),
        isNull(resources.archivedAt),
      ),
    );
  return found;
}

export async function insertTimeOff(
  tx: Tx,
  salon: SalonKey,
  { calendarId }: Subject,
  values: Period & { readonly reason: string | null },
): Promise<typeof timeOff.$inferSelect> {
  const [inserted] = await tx
    .insert(timeOff)
    .values({ businessId: salon.businessId, id: newId(), salonId: salon.id, calendarId, ...values })
    .returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

export async function findTimeOff(
  db: Db,
  salon: SalonKey,
  timeOffId: string,
): Promise<TimeOffRow | undefined> {
  const [found] = await findTimeOffById(db, salon, [timeOffId]);
  return found;
}

export async function findTimeOffById(
  db: Db,
  salon: SalonKey,
  ids: readonly string[],
): Promise<TimeOffRow[]> {
  const rows = await selectTimeOff(db, salon).where(and(isOf(db, salon), inArray(timeOff.id, [...ids])));
  return rows.map(flat);
}

/** Ascending by start, one more than asked for. */
export async function listTimeOffRows(
  db: Db,
  salon: SalonKey,
  wanted: Pick<ListTimeOff, "staffId" | "resourceId" | "from" | "to" | "limit">,
  after: readonly string[] | undefined,
): Promise<TimeOffRow[]> {
  const { staffId, resourceId, from, to, limit } = wanted;
  const [startsAt = "", id = ""] = after ?? [];
  const rows = await selectTimeOff(db, salon)
    .where(
      and(
        isOf(db, salon),
        staffId === undefined ? undefined : eq(staff.id, staffId),
        resourceId === undefined ? undefined : eq(resources.id, resourceId),
        from && gt(timeOff.endsAt, from),
        to && lt(timeOff.startsAt, to),
        after && sql`(${timeOff.startsAt}, ${timeOff.id}) > (${startsAt}::timestamptz, ${id}::uuid)`,
      ),
    )
    .orderBy(asc(timeOff.startsAt), asc(timeOff.id))
    .limit(limit + 1);
  return rows.map(flat);
}

export async function deleteTimeOff(tx: Tx, { businessId, id }: TimeOffRow): Promise<boolean> {
  const deleted = await tx
    .delete(timeOff)
    .where(and(eq(timeOff.businessId, businessId), eq(timeOff.id, id)))
    .returning({ id: timeOff.id });
  return deleted.length > 0;
}

function selectTimeOff(db: Db, { id }: SalonKey) {
  return db
    .select({ row: timeOff, staffId: staff.id, resourceId: resources.id, userId: staff.userId })
    .from(timeOff)
    .leftJoin(staff, and(eq(staff.businessId, timeOff.businessId), eq(staff.calendarId, timeOff.calendarId)))
    .leftJoin(
      resources,
      and(
        eq(resources.businessId, timeOff.businessId),
        eq(resources.calendarId, timeOff.calendarId),
        eq(resources.salonId, id),
      ),
    )
    .$dynamic();
}

/** Of a room of this salon, or of somebody who works in it, whichever salon of the business entered it. */
function isOf(db: Db, salon: SalonKey) {
  return and(
    eq(timeOff.businessId, salon.businessId),
    or(sql`${resources.id} is not null`, exists(worksIn(db, salon))),
  );
}

function worksIn(db: Db, { businessId, id }: SalonKey) {
  return db
    .select({ staffId: staffSalons.staffId })
    .from(staffSalons)
    .where(
      and(
        eq(staffSalons.businessId, businessId),
        eq(staffSalons.salonId, id),
        eq(staffSalons.staffId, staff.id),
      ),
    );
}

type Joined = {
  readonly row: typeof timeOff.$inferSelect;
  readonly staffId: string | null;
  readonly resourceId: string | null;
  readonly userId: string | null;
};

function flat({ row, ...subject }: Joined): TimeOffRow {
  return { ...row, ...subject };
}
