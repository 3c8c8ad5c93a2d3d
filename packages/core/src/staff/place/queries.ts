import type { Tx } from "@salon/db";
import { staffSalons } from "@salon/db/schema";
import { and, eq, ne, sql } from "drizzle-orm";
import type { SalonRow } from "../../salon/index.ts";
import type { StaffRow } from "../queries.ts";

type Salon = Pick<SalonRow, "businessId" | "id">;
type Person = Pick<StaffRow, "businessId" | "id">;

/** From now on they work in this salon; false: they did already. */
export async function insertPlace(tx: Tx, { businessId, id }: Salon, staffId: string): Promise<boolean> {
  const placed = await tx
    .insert(staffSalons)
    .values({ businessId, salonId: id, staffId })
    .onConflictDoNothing()
    .returning({ staffId: staffSalons.staffId });
  return placed.length > 0;
}

/** Whether they work in another salon of the business too. */
export async function worksElsewhere(tx: Tx, { businessId, id }: Salon, staffId: string): Promise<boolean> {
  const [elsewhere] = await tx
    .select({ salonId: staffSalons.salonId })
    .from(staffSalons)
    .where(
      and(
        eq(staffSalons.businessId, businessId),
        eq(staffSalons.staffId, staffId),
        ne(staffSalons.salonId, id),
      ),
    )
    .limit(1);
  return elsewhere !== undefined;
}

/** Takes somebody out of a salon, with their hours there; their other salons keep theirs. */
export async function deletePlace(
  tx: Tx,
  { id: salonId }: Salon,
  { businessId, id: staffId }: Person,
): Promise<void> {
  const ofPlace = sql`business_id = ${businessId} and salon_id = ${salonId} and staff_id = ${staffId}`;
  await tx.execute(sql`
    delete from schedule_hours h using schedules c
    where c.business_id = h.business_id and c.id = h.schedule_id
      and c.business_id = ${businessId} and c.salon_id = ${salonId} and c.staff_id = ${staffId}`);
  await tx.execute(sql`delete from schedules where ${ofPlace}`);
  await tx.execute(sql`delete from schedule_overrides where ${ofPlace}`);
  await tx.execute(sql`delete from staff_salons where ${ofPlace}`);
}

/** Somebody of the business who works where the account is a member. */
export async function isColleague(
  tx: Tx,
  { businessId }: Salon,
  staffId: string,
  userId: string,
): Promise<boolean> {
  const [row] = await tx.execute<{ colleague: boolean }>(sql`
    select exists (
      select from staff f
        join staff_salons w on w.business_id = f.business_id and w.staff_id = f.id
        join salon_members m on m.business_id = f.business_id and m.user_id = ${userId}
          and (m.salon_id = w.salon_id or m.salon_id is null)
      where f.business_id = ${businessId} and f.id = ${staffId} and f.archived_at is null) as colleague`);
  return row?.colleague ?? false;
}
