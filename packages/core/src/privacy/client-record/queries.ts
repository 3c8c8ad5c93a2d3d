import type { Tx } from "@salon/db";
import { bookings, clientIntakes, clients, files, payments, reviews } from "@salon/db/schema";
import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import { emptied, emptyBookings } from "../emptying/queries.ts";
import { PERSONAL_TABLES } from "../personal-tables/queries.ts";

/** A client's record with those merged into it, and the visits under it; returns those that told something. */
export async function eraseClientRecord(
  tx: Tx,
  { businessId, id }: { readonly businessId: number; readonly id: string },
): Promise<string[]> {
  const records = tx
    .select({ id: clients.id })
    .from(clients)
    .where(and(eq(clients.businessId, businessId), or(eq(clients.id, id), eq(clients.mergedInto, id))));
  const emptiedBookings = await emptyBookings(
    tx,
    and(eq(bookings.businessId, businessId), inArray(bookings.clientId, records)),
  );
  await emptyGuestReviews(tx, businessId, records);
  const visits = sql`(select b.id from bookings b where b.business_id = ${businessId} and b.client_id in ${records})`;
  await removeFiles(tx, businessId, sql`${files.clientId} in ${records} or ${files.bookingId} in ${visits}`);
  await tx
    .update(payments)
    .set(emptied("payments"))
    .where(and(eq(payments.businessId, businessId), sql`${payments.bookingId} in ${visits}`));
  await tx
    .delete(clientIntakes)
    .where(and(eq(clientIntakes.businessId, businessId), inArray(clientIntakes.clientId, records)));
  await tx
    .update(clients)
    .set(emptied("clients", PERSONAL_TABLES.clients.cut))
    .where(and(eq(clients.businessId, businessId), inArray(clients.id, records)));
  return emptiedBookings;
}

/** Documents, and guests' photos; an account's photo is the account's. */
async function removeFiles(tx: Tx, businessId: number, which: SQL): Promise<void> {
  const isSalons = or(isNull(files.userId), ne(files.purpose, "review_photo"));
  await tx
    .update(files)
    .set(emptied("files", PERSONAL_TABLES.files.cut))
    .where(and(eq(files.businessId, businessId), sql`(${which})`, isSalons));
}

/** What guests wrote; an account's review is the account's. */
async function emptyGuestReviews(tx: Tx, businessId: number, records: SQLWrapper): Promise<void> {
  const visits = tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.businessId, businessId), sql`${bookings.clientId} in ${records}`));
  await tx
    .update(reviews)
    .set(emptied("reviews"))
    .where(
      and(eq(reviews.businessId, businessId), isNull(reviews.authorId), inArray(reviews.bookingId, visits)),
    );
}
