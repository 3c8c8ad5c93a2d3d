import type { ImportedClient } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { bookings, calendars, clients } from "@salon/db/schema";
import { and, asc, eq, gte, inArray, isNull, lt, or } from "drizzle-orm";
import { newId } from "../../ids.ts";
import type { ClientRow } from "../queries.ts";
import { visitCounts } from "../visits/queries.ts";

type Period = { readonly createdFrom?: Date | undefined; readonly createdTo?: Date | undefined };

/** Whom the business serves, oldest first, with what became of their visits: one statement, however many. */
export async function findClientsToExport(
  db: Db,
  businessId: number,
  { createdFrom, createdTo }: Period,
  limit: number,
) {
  const visits = db
    .select({ clientId: bookings.clientId, ...visitCounts })
    .from(bookings)
    .where(eq(bookings.businessId, businessId))
    .groupBy(bookings.clientId)
    .as("visits");
  return db
    .select({
      client: clients,
      completed: visits.completed,
      noShows: visits.noShows,
      lateCancellations: visits.lateCancellations,
      lastVisitAt: visits.lastVisitAt,
    })
    .from(clients)
    .leftJoin(visits, eq(visits.clientId, clients.id))
    .where(
      and(
        eq(clients.businessId, businessId),
        isNull(clients.archivedAt),
        createdFrom && gte(clients.createdAt, createdFrom),
        createdTo && lt(clients.createdAt, createdTo),
      ),
    )
    .orderBy(asc(clients.createdAt), asc(clients.id))
    .limit(limit);
}

export type KnownContact = Pick<ClientRow, "name" | "email" | "phone">;

/** Records that share an address or a number with some people, or a name where there is neither. */
export async function findKnownContacts(
  tx: Tx,
  businessId: number,
  people: readonly ImportedClient[],
): Promise<KnownContact[]> {
  const emails = people.flatMap(({ email }) => email ?? []);
  const phones = people.flatMap(({ phone }) => phone ?? []);
  const names = people.flatMap(({ name, email, phone }) => (email || phone ? [] : name));
  return tx
    .select({ name: clients.name, email: clients.email, phone: clients.phone })
    .from(clients)
    .where(
      and(
        eq(clients.businessId, businessId),
        isNull(clients.archivedAt),
        or(
          inArray(clients.email, emails),
          inArray(clients.phone, phones),
          and(isNull(clients.email), isNull(clients.phone), inArray(clients.name, names)),
        ),
      ),
    );
}

/** New records with a calendar each, in two statements. */
export async function insertClients(
  tx: Tx,
  businessId: number,
  people: readonly ImportedClient[],
): Promise<ClientRow[]> {
  const made = await tx
    .insert(calendars)
    .values(people.map(() => ({ businessId, kind: "client" as const })))
    .returning({ id: calendars.id });
  return tx
    .insert(clients)
    .values(
      people.map((person, index) => {
        const calendarId = made[index]?.id;
        if (calendarId === undefined) throw new Error("INSERT … RETURNING gave too few rows");
        return { ...person, businessId, id: newId(), calendarId };
      }),
    )
    .returning();
}
