import { arrayOf } from "@salon/db";
import type { Tx } from "@salon/db";
import { calendars } from "@salon/db/schema";
import { and, asc, eq, sql } from "drizzle-orm";
import type { SalonRow } from "../../salon/index.ts";
import type { Wish } from "../visit-request.ts";

type Needs = {
  /** Needed beside those that the variants need today. */
  readonly resourceTypeIds: readonly string[];
  readonly clientCalendarId: number | null;
};

/**
 * Locks the calendars of whoever and whatever a wish may take, in ascending order: rules that are read afterwards are
 * those that count, for who changes them waits for the same calendars.
 */
export async function lockCandidates(
  tx: Tx,
  { businessId }: Pick<SalonRow, "businessId">,
  { items }: Wish,
  { resourceTypeIds, clientCalendarId }: Needs,
): Promise<void> {
  const named = arrayOf(items.flatMap(({ staffId }) => staffId ?? []));
  const anybodys = arrayOf(items.flatMap(({ staffId, variantId }) => (staffId ? [] : variantId)));
  const variants = arrayOf(items.map(({ variantId }) => variantId));
  const candidates = sql`
    select f.calendar_id from staff f where f.business_id = ${businessId} and f.id = any (${named}::uuid[])
    union all
    select f.calendar_id from staff_services o
    join staff f on f.business_id = o.business_id and f.id = o.staff_id
    where o.business_id = ${businessId} and o.variant_id = any (${anybodys}::uuid[])
    union all
    select u.calendar_id from resources u
    where u.business_id = ${businessId} and u.resource_type_id = any (array(
      select r.resource_type_id from variant_resources r
      where r.business_id = ${businessId} and r.variant_id = any (${variants}::uuid[])) || ${arrayOf(resourceTypeIds)}::uuid[])
    union all
    select ${clientCalendarId}::int`;
  await tx
    .select({ id: calendars.id })
    .from(calendars)
    .where(and(eq(calendars.businessId, businessId), sql`${calendars.id} = any (array(${candidates}))`))
    .orderBy(asc(calendars.id))
    .for("no key update");
}
