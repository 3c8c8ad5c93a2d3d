import type { Role } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { salonMembers, salons, users } from "@salon/db/schema";
import { and, asc, eq, getColumns, isNull, or, sql } from "drizzle-orm";
import type { Changes } from "../changes.ts";

export type PersonRow = typeof users.$inferSelect & {
  /** The file that is their picture. */
  readonly imageId: string | null;
};
export type Membership = { readonly salonId: string; readonly salonName: string; readonly role: Role };

const withImage = {
  ...getColumns(users),
  imageId: sql<string | null>`(
    select f.id from files f where f.user_id = users.id and f.purpose = 'user_photo'
      and f.attached_at is not null and f.removed_at is null)`,
};

export async function findPerson(db: Db, userId: string): Promise<PersonRow | undefined> {
  const [person] = await db.select(withImage).from(users).where(isStillThere(userId));
  return person;
}

export async function lockPerson(tx: Tx, userId: string): Promise<PersonRow | undefined> {
  const [person] = await tx.select(withImage).from(users).where(isStillThere(userId)).for("no key update");
  return person;
}

export async function savePerson(
  tx: Tx,
  { id, version, imageId }: PersonRow,
  changes: Changes<typeof users.$inferSelect>,
): Promise<PersonRow> {
  const [saved] = await tx
    .update(users)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(eq(users.id, id))
    .returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return { ...saved, imageId };
}

/** One row for each salon: an owner has the role in all of the business's. */
export async function findMemberships(db: Db, userId: string): Promise<Membership[]> {
  return db
    .select({ salonId: salons.id, salonName: salons.name, role: salonMembers.role })
    .from(salonMembers)
    .innerJoin(
      salons,
      and(
        eq(salons.businessId, salonMembers.businessId),
        or(eq(salons.id, salonMembers.salonId), isNull(salonMembers.salonId)),
      ),
    )
    .where(eq(salonMembers.userId, userId))
    .orderBy(asc(salons.name), asc(salons.id));
}

/** An account that is erased is nobody's. */
function isStillThere(userId: string) {
  return and(eq(users.id, userId), isNull(users.erasedAt));
}
