import type { Db } from "@salon/db";
import { clients, users } from "@salon/db/schema";
import { and, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

/** By what somebody who books is known: what they say, and what stands in their account. */
export type Known = {
  readonly clientId?: string | undefined;
  readonly userId?: string | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
};

/** Whether a blocked record, or one that was merged into it, is of this account, address or number. */
export async function isBlocked(db: Db, businessId: number, person: Known): Promise<boolean> {
  const { clientId, userId, email, phone } = person;
  const blocked = alias(clients, "blocked");
  const account = userId === undefined ? undefined : eq(users.id, userId);
  const [found] = await db
    .select({ id: blocked.id })
    .from(blocked)
    .innerJoin(
      clients,
      and(
        eq(clients.businessId, blocked.businessId),
        or(eq(clients.id, blocked.id), eq(clients.mergedInto, blocked.id)),
      ),
    )
    .where(
      and(
        eq(blocked.businessId, businessId),
        isNotNull(blocked.blockedAt),
        isNull(blocked.archivedAt),
        or(
          clientId === undefined ? undefined : eq(clients.id, clientId),
          email ? eq(clients.email, email) : undefined,
          phone ? eq(clients.phone, phone) : undefined,
          userId === undefined ? undefined : eq(clients.userId, userId),
          account && inArray(clients.email, db.select({ email: users.email }).from(users).where(account)),
          account && inArray(clients.phone, db.select({ phone: users.phone }).from(users).where(account)),
        ),
      ),
    )
    .limit(1);
  return found !== undefined;
}
