import type { Tx } from "@salon/db";
import { salonMembers, salons, users } from "@salon/db/schema";
import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { MemberRow } from "../queries.ts";

/** A membership, and one of the salons in which it counts. */
export type Place = MemberRow & {
  readonly salon: Pick<typeof salons.$inferSelect, "businessId" | "id" | "status" | "sandbox" | "testNow">;
};

/** Holds all memberships of the businesses that somebody works for: two owners do not both go as the last but one. */
export async function lockMembersAround(tx: Tx, userId: string): Promise<MemberRow["member"][]> {
  const own = tx
    .select({ businessId: salonMembers.businessId })
    .from(salonMembers)
    .where(eq(salonMembers.userId, userId));
  return tx
    .select()
    .from(salonMembers)
    .where(inArray(salonMembers.businessId, own))
    .orderBy(asc(salonMembers.id))
    .for("no key update");
}

export async function findPlacesOf(tx: Tx, userId: string): Promise<Place[]> {
  const { businessId, id, status, sandbox, testNow } = salons;
  return tx
    .select({
      member: salonMembers,
      person: { name: users.name, email: users.email },
      salon: { businessId, id, status, sandbox, testNow },
    })
    .from(salonMembers)
    .innerJoin(users, eq(users.id, salonMembers.userId))
    .innerJoin(
      salons,
      and(
        eq(salons.businessId, salonMembers.businessId),
        or(isNull(salonMembers.salonId), eq(salons.id, salonMembers.salonId)),
      ),
    )
    .where(eq(salonMembers.userId, userId))
    .orderBy(asc(salonMembers.id), asc(salons.id));
}

export async function deleteMembershipsOf(tx: Tx, userId: string): Promise<void> {
  await tx.delete(salonMembers).where(eq(salonMembers.userId, userId));
}
