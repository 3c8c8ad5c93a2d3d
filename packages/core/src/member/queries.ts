import type { Role } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { salonMembers, users } from "@salon/db/schema";
import { and, asc, desc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { newId } from "../ids.ts";

type SalonKey = { readonly businessId: number; readonly id: string };
export type MemberRow = {
  readonly member: typeof salonMembers.$inferSelect;
  readonly person: { readonly name: string; readonly email: string };
};

/** In the order in which they joined, one more than asked for. */
export async function findMembers(
  db: Db,
  salon: SalonKey,
  limit: number,
  after: readonly string[] | undefined,
): Promise<MemberRow[]> {
  const { createdAt, id } = salonMembers;
  const [joinedAt = "", lastId = ""] = after ?? [];
  return selectMembers(db)
    .where(
      and(isOf(salon), after && sql`(${createdAt}, ${id}) > (${joinedAt}::timestamptz, ${lastId}::uuid)`),
    )
    .orderBy(asc(createdAt), asc(id))
    .limit(limit + 1);
}

export async function findMember(db: Db, salon: SalonKey, memberId: string): Promise<MemberRow | undefined> {
  const [found] = await findMembersById(db, salon, [memberId]);
  return found;
}

export async function findMembersById(db: Db, salon: SalonKey, ids: readonly string[]): Promise<MemberRow[]> {
  return selectMembers(db).where(and(isOf(salon), inArray(salonMembers.id, [...ids])));
}

/** Holds all memberships of a business: two owners cannot both be the last but one to go. */
export async function lockMembers(tx: Tx, businessId: number): Promise<void> {
  await tx
    .select({ id: salonMembers.id })
    .from(salonMembers)
    .where(eq(salonMembers.businessId, businessId))
    .orderBy(asc(salonMembers.id))
    .for("no key update");
}

export async function isLastOwner(tx: Tx, { businessId, id }: MemberRow["member"]): Promise<boolean> {
  const [other] = await tx
    .select({ id: salonMembers.id })
    .from(salonMembers)
    .where(
      and(eq(salonMembers.businessId, businessId), isNull(salonMembers.salonId), ne(salonMembers.id, id)),
    )
    .limit(1);
  return other === undefined;
}

/**
 * Somebody's membership of a salon, the highest where they have several; for who is to own the business, one of any of
 * its salons.
 */
export async function findMemberOf(
  tx: Tx,
  salon: SalonKey,
  { userId, role }: { readonly userId: string; readonly role: Role },
): Promise<MemberRow | undefined> {
  const place = role === "owner" ? eq(salonMembers.businessId, salon.businessId) : isOf(salon);
  const [found] = await selectMembers(tx)
    .where(and(place, eq(salonMembers.userId, userId)))
    .orderBy(desc(salonMembers.role))
    .limit(1);
  return found;
}

/** Of somebody who is none yet, while the business's members are held. */
export async function insertMember(
  tx: Tx,
  salon: SalonKey,
  { userId, role }: { readonly userId: string; readonly role: Role },
): Promise<MemberRow> {
  const id = newId();
  await tx
    .insert(salonMembers)
    .values({ businessId: salon.businessId, id, salonId: placeOf(salon, role), userId, role });
  const inserted = await findMember(tx, salon, id);
  if (!inserted) throw new Error(`Member ${id} is gone in the transaction that made it`);
  return inserted;
}

export async function saveRole(
  tx: Tx,
  salon: SalonKey,
  member: MemberRow["member"],
  role: Role,
): Promise<MemberRow["member"]> {
  const [saved] = await tx
    .update(salonMembers)
    .set({ role, salonId: placeOf(salon, role), version: member.version + 1, updatedAt: sql`now()` })
    .where(and(eq(salonMembers.businessId, member.businessId), eq(salonMembers.id, member.id)))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

/** Memberships of single salons, which somebody who owns them all does not need. */
export async function deleteOtherMemberships(tx: Tx, { businessId, id, userId }: MemberRow["member"]) {
  return tx
    .delete(salonMembers)
    .where(
      and(eq(salonMembers.businessId, businessId), eq(salonMembers.userId, userId), ne(salonMembers.id, id)),
    )
    .returning();
}

export async function deleteMember(tx: Tx, { businessId, id }: MemberRow["member"]): Promise<void> {
  await tx.delete(salonMembers).where(and(eq(salonMembers.businessId, businessId), eq(salonMembers.id, id)));
}

/** An owner is one in every salon of the business. */
function placeOf(salon: SalonKey, role: Role): string | null {
  return role === "owner" ? null : salon.id;
}

function selectMembers(db: Db) {
  return db
    .select({ member: salonMembers, person: { name: users.name, email: users.email } })
    .from(salonMembers)
    .innerJoin(users, eq(users.id, salonMembers.userId))
    .$dynamic();
}

function isOf({ businessId, id }: SalonKey) {
  return and(
    eq(salonMembers.businessId, businessId),
    or(eq(salonMembers.salonId, id), isNull(salonMembers.salonId)),
  );
}
