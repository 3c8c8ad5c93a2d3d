import { MOST_OCCURRENCES } from "@salon/contracts";
import type { WholeBookingSeries } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import type { SalonRow } from "../../salon/index.ts";
import { findBookings } from "../queries.ts";
import { presentWhole } from "./present.ts";
import { findSeriesById, visitsOf } from "./queries.ts";

/** Those of a salon's series that are there, with all their visits, as its people are shown them. */
export async function showSeries(
  { db, actor }: Pick<Ctx, "db" | "actor">,
  salon: Pick<SalonRow, "businessId" | "id">,
  ids: readonly string[],
): Promise<WholeBookingSeries[]> {
  const found = await findSeriesById(db, salon, ids);
  const { where, orderBy } = visitsOf(salon.businessId, ids);
  const visits = await findBookings(db, actor, where, { limit: MOST_OCCURRENCES * ids.length, orderBy });
  const ofSeries = Map.groupBy(visits, ({ booking }) => booking.seriesId);
  return found.map((one) => {
    const records = ofSeries.get(one.series.id) ?? [];
    return presentWhole({ ...one, members: records.map((record, index) => ({ record, index })) });
  });
}
