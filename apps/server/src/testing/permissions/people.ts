import { randomBytes, randomUUID } from "node:crypto";
import type { AdminLevel, Role } from "@salon/contracts";
import { hashSessionToken } from "@salon/core";
import type { Database } from "@salon/db";

export type Person = { readonly userId: string; readonly email: string; readonly token: string };

type Session = { readonly isOver?: boolean; readonly impersonatorId?: string };

/** Somebody with an account and a session; written to the tables, for passwords take their time. */
export async function enter(sql: Database["sql"], name: string, emailVerified = true): Promise<Person> {
  const userId = randomUUID();
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
  await sql`
    insert into users (id, name, email, email_verified) values (${userId}, ${name}, ${email}, ${emailVerified})`;
  return { userId, email, token: await openSession(sql, userId) };
}

export async function openSession(
  sql: Database["sql"],
  userId: string,
  { isOver = false, impersonatorId }: Session = {},
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(Date.now() + (isOver ? -1 : 1) * 3_600_000);
  await sql`
    insert into sessions (id, user_id, token, expires_at, impersonator_id)
    values (${randomUUID()}, ${userId}, ${hashSessionToken(token)}, ${expiresAt}, ${impersonatorId ?? null})`;
  return token;
}

export async function appoint(sql: Database["sql"], { userId }: Person, level: AdminLevel): Promise<void> {
  await sql`insert into admins (user_id, level) values (${userId}, ${level})`;
}

/** Gives somebody a role in a salon, or in the whole business to an owner; the membership's id. */
export async function join(
  sql: Database["sql"],
  salonId: string,
  { userId }: Person,
  role: Role,
): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into salon_members (business_id, id, salon_id, user_id, role)
    select business_id, ${id}, ${role === "owner" ? null : salonId}, ${userId}, ${role}
    from salons where id = ${salonId}`;
  return id;
}
