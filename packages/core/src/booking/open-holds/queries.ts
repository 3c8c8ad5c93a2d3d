import type { Tx } from "@salon/db";
import { bookings, salons } from "@salon/db/schema";
import { and, count, eq, sql } from "drizzle-orm";

/** Who keeps time from others: somebody with an account, or a guest by where they come from. */
export type Holder =
  | { readonly kind: "customer"; readonly userId: string }
  | { readonly kind: "guest"; readonly network: Buffer };

/** Until the transaction ends, nobody else takes a hold as this one. */
export async function lockHolder(tx: Tx, holder: Holder): Promise<void> {
  const name = holder.kind === "guest" ? holder.network.toString("hex") : holder.userId;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`holds ${name}`}, 0))`);
}

/** Those that live, by the clocks of their salons, and the seconds until the first of them ends. */
export async function countOpenHolds(tx: Tx, holder: Holder): Promise<{ count: number; seconds: number }> {
  const left = sql`${bookings.holdExpiresAt} - coalesce(${salons.testNow}, clock_timestamp())`;
  const [open] = await tx
    .select({
      count: count(),
      seconds: sql<number>`coalesce(ceil(extract(epoch from min(${left}))), 0)::int`,
    })
    .from(bookings)
    .innerJoin(salons, and(eq(salons.businessId, bookings.businessId), eq(salons.id, bookings.salonId)))
    .where(
      and(
        holder.kind === "guest"
          ? eq(bookings.heldBy, holder.network)
          : and(eq(bookings.bookerId, holder.userId), eq(bookings.source, "api")),
        eq(bookings.status, "held"),
        sql`${left} > interval '0'`,
      ),
    );
  return open ?? { count: 0, seconds: 0 };
}
