import type { Db } from "@salon/db";
import { staffSalons } from "@salon/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { SalonRow } from "../../salon/index.ts";

/** Who works in a salon, and in which salons of the business they all work: a visit there keeps them from this one. */
export async function findWorkplaces(
  db: Db,
  { businessId, id }: Pick<SalonRow, "businessId" | "id">,
): Promise<{ readonly staffIds: ReadonlySet<string>; readonly along: readonly string[] }> {
  const here = db
    .select({ staffId: staffSalons.staffId })
    .from(staffSalons)
    .where(and(eq(staffSalons.businessId, businessId), eq(staffSalons.salonId, id)));
  const places = await db
    .select({ staffId: staffSalons.staffId, salonId: staffSalons.salonId })
    .from(staffSalons)
    .where(and(eq(staffSalons.businessId, businessId), inArray(staffSalons.staffId, here)));
  return {
    staffIds: new Set(places.map(({ staffId }) => staffId)),
    along: [...new Set(places.map(({ salonId }) => salonId))].filter((salonId) => salonId !== id),
  };
}
