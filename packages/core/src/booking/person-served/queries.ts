import type { Tx } from "@salon/db";
import { clients, users } from "@salon/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { calendarToMake } from "../../calendar/index.ts";
import type { ClientRow } from "../../client/index.ts";
import { newId } from "../../ids.ts";
import type { BookedFor } from "../record.ts";

export type Served = BookedFor & { readonly calendarId: number };
export type Contact = {
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
};

const served = {
  id: clients.id,
  name: clients.name,
  userId: clients.userId,
  email: clients.email,
  phone: clients.phone,
  archivedAt: clients.archivedAt,
  calendarId: clients.calendarId,
};

/** Holds the record until the booking is made: who merges it away waits, or is seen to have done so. */
export async function findClientById(
  tx: Tx,
  businessId: number,
  clientId: string,
): Promise<Served | undefined> {
  const [client] = await tx
    .select(served)
    .from(clients)
    .where(and(eq(clients.businessId, businessId), eq(clients.id, clientId), isNull(clients.archivedAt)))
    .for("share");
  return client;
}

/** The record of an account, held likewise. */
export async function findClientOfUser(
  tx: Tx,
  businessId: number,
  userId: string,
): Promise<Served | undefined> {
  const [client] = await tx
    .select(served)
    .from(clients)
    .where(and(eq(clients.businessId, businessId), eq(clients.userId, userId), isNull(clients.archivedAt)))
    .for("share");
  return client;
}

/** A new record of somebody; undefined if this account has got one meanwhile. */
export async function insertClient(
  tx: Tx,
  businessId: number,
  contact: Contact,
  userId: string | null,
): Promise<ClientRow | undefined> {
  const calendar = calendarToMake(tx, businessId, "client");
  const calendarId = sql`(select ${calendar.id} from ${calendar})`;
  const { name, email = null, phone = null, locale = null, timeZone = null } = contact;
  const [client] = await tx
    .with(calendar)
    .insert(clients)
    .values({ businessId, id: newId(), userId, calendarId, name, email, phone, locale, timeZone })
    .onConflictDoNothing()
    .returning();
  return client;
}

/** Holds the account until the booking is made: who erases it waits, or is seen to have done so. */
export async function findContactOfUser(tx: Tx, userId: string): Promise<Contact | undefined> {
  const [user] = await tx
    .select({
      name: users.name,
      email: users.email,
      phone: users.phone,
      locale: users.locale,
      timeZone: users.timeZone,
    })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.erasedAt)))
    .for("key share");
  return user;
}
