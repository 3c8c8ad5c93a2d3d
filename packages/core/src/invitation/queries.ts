import type { InvitationStatus, InviteMember, ListInvitations } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { invitations, salonMembers, users } from "@salon/db/schema";
import { and, desc, eq, getColumns, inArray, isNull, or, sql } from "drizzle-orm";
import { newId } from "../ids.ts";

type SalonKey = { readonly businessId: number; readonly id: string };
export type InvitationRow = typeof invitations.$inferSelect & { readonly status: InvitationStatus };
export type Asked = Pick<InviteMember, "email" | "role"> & { readonly invitedBy: string };

const LIVES = sql`now() + interval '7 days'`;

const status = sql<InvitationStatus>`case
  when ${invitations.acceptedAt} is not null then 'accepted'
  when ${invitations.revokedAt} is not null then 'revoked'
  when ${invitations.expiresAt} <= now() then 'expired'
  else 'open' end`;
const columns = { ...getColumns(invitations), status };

/** Newest first, one more than asked for. */
export async function findInvitations(
  db: Db,
  salon: SalonKey,
  wanted: Pick<ListInvitations, "status" | "limit">,
  after: readonly string[] | undefined,
): Promise<InvitationRow[]> {
  const { createdAt, id } = invitations;
  const [instant = "", lastId = ""] = after ?? [];
  return db
    .select(columns)
    .from(invitations)
    .where(
      and(
        isOf(salon),
        wanted.status && eq(status, wanted.status),
        after && sql`(${createdAt}, ${id}) < (${instant}::timestamptz, ${lastId}::uuid)`,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(wanted.limit + 1);
}

export async function findInvitationsById(
  db: Db,
  salon: SalonKey,
  ids: readonly string[],
): Promise<InvitationRow[]> {
  return db
    .select(columns)
    .from(invitations)
    .where(and(isOf(salon), inArray(invitations.id, [...ids])));
}

/** A salon's invitation, held. */
export async function lockInvitation(
  tx: Tx,
  salon: SalonKey,
  invitationId: string,
): Promise<InvitationRow | undefined> {
  const [found] = await tx
    .select(columns)
    .from(invitations)
    .where(and(isOf(salon), eq(invitations.id, invitationId)))
    .for("no key update");
  return found;
}

/** The invitation of an address that nobody has accepted or revoked, held; it may be over. */
export async function lockPending(
  tx: Tx,
  salon: SalonKey,
  email: string,
): Promise<InvitationRow | undefined> {
  const { acceptedAt, revokedAt } = invitations;
  const [found] = await tx
    .select(columns)
    .from(invitations)
    .where(and(isOf(salon), eq(invitations.email, email), isNull(acceptedAt), isNull(revokedAt)))
    .for("no key update");
  return found;
}

/** Holds any salon's invitation; whose it is. */
export async function lockLinked(
  tx: Tx,
  invitationId: string,
): Promise<{ readonly businessId: number } | undefined> {
  const [found] = await tx
    .select({ businessId: invitations.businessId })
    .from(invitations)
    .where(eq(invitations.id, invitationId))
    .for("no key update");
  return found;
}

/** Any salon's invitation by somebody who is not banned. */
export async function findInvitation(db: Db, invitationId: string): Promise<InvitationRow | undefined> {
  const [found] = await db
    .select(columns)
    .from(invitations)
    .innerJoin(users, and(eq(users.id, invitations.invitedBy), isNull(users.bannedAt)))
    .where(eq(invitations.id, invitationId));
  return found;
}

export async function insertInvitation(
  tx: Tx,
  { businessId, id: salonId }: SalonKey,
  asked: Asked,
): Promise<InvitationRow> {
  const [inserted] = await tx
    .insert(invitations)
    .values({ ...asked, businessId, salonId, id: newId(), expiresAt: LIVES })
    .returning(columns);
  return written(inserted);
}

type Changes = Partial<Pick<InvitationRow, "role" | "invitedBy">>;

/** Begins its week again; the next version has another link. */
export async function renew(tx: Tx, row: InvitationRow, changes: Changes): Promise<InvitationRow> {
  return save(tx, row, { ...changes, expiresAt: LIVES, sentAt: null });
}

export async function close(
  tx: Tx,
  row: InvitationRow,
  how: "acceptedAt" | "revokedAt",
): Promise<InvitationRow> {
  return save(tx, row, { [how]: sql`now()` });
}

/** Says nothing of a later version, whose mail is another. */
export async function saveSent(tx: Tx, { businessId, id, version }: InvitationRow): Promise<void> {
  await tx
    .update(invitations)
    .set({ sentAt: sql`now()` })
    .where(
      and(eq(invitations.businessId, businessId), eq(invitations.id, id), eq(invitations.version, version)),
    );
}

/** Mails of the last day: every version but the one that ended an invitation is one, older ones of the same included. */
export async function countMails(
  tx: Tx,
  { businessId, id }: SalonKey,
  { email, invitedBy }: Omit<Asked, "role">,
): Promise<{ salon: number; address: number; person: number }> {
  const here = sql`(${invitations.businessId} = ${businessId} and ${invitations.salonId} = ${id})`;
  const { version, acceptedAt, revokedAt } = invitations;
  const mails = sql`${version} - (coalesce(${acceptedAt}, ${revokedAt}) is not null)::int`;
  const sum = (which: unknown) => sql<number>`coalesce(sum(${mails}) filter (where ${which}), 0)::int`;
  const [counted] = await tx
    .select({
      salon: sum(here),
      address: sum(sql`${here} and ${invitations.email} = ${email}`),
      person: sum(eq(invitations.invitedBy, invitedBy)),
    })
    .from(invitations)
    .where(
      and(
        or(here, eq(invitations.invitedBy, invitedBy)),
        sql`${invitations.updatedAt} > now() - interval '1 day'`,
      ),
    );
  if (!counted) throw new Error("An aggregate gave no row");
  return counted;
}

export async function isMemberByAddress(
  tx: Tx,
  { businessId, id }: SalonKey,
  email: string,
): Promise<boolean> {
  const { salonId, userId } = salonMembers;
  const [member] = await tx
    .select({ id: salonMembers.id })
    .from(salonMembers)
    .innerJoin(users, and(eq(users.id, userId), eq(users.email, email)))
    .where(and(eq(salonMembers.businessId, businessId), or(eq(salonId, id), isNull(salonId))))
    .limit(1);
  return member !== undefined;
}

export async function findAddress(db: Db, userId: string): Promise<string | undefined> {
  const [found] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  return found?.email;
}

async function save(tx: Tx, { businessId, id, version }: InvitationRow, changes: object) {
  const [saved] = await tx
    .update(invitations)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(invitations.businessId, businessId), eq(invitations.id, id)))
    .returning(columns);
  return written(saved);
}

function written(row: InvitationRow | undefined): InvitationRow {
  if (!row) throw new Error("A write gave no row");
  return row;
}

function isOf({ businessId, id }: SalonKey) {
  return and(eq(invitations.businessId, businessId), eq(invitations.salonId, id));
}
