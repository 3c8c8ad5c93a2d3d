import type { FilePurpose } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import { bookings, files, salonPhotos, salons, users } from "@salon/db/schema";
import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

export type FileRow = typeof files.$inferSelect;
export type FoundFile = {
  readonly file: FileRow;
  /** Of the salon whose it is: whether everybody sees it. */
  readonly isOpen: boolean;
  readonly now: Date;
};
export type Bytes = Pick<
  typeof files.$inferInsert,
  "contentType" | "sha256" | "variants" | "width" | "height" | "thumbHash"
>;

/** Whose a file is: of a salon, or of nobody but a person. */
export type Owner = {
  readonly businessId: number | null;
  readonly salonId: string | null;
  readonly clientId: string | null;
  readonly bookingId: string | null;
  readonly userId: string | null;
};

/** One that is not removed, whether its bytes have come or not. */
export async function findFile(db: Db, id: string): Promise<FoundFile | undefined> {
  const [found] = await db
    .select({
      file: files,
      isOpen: sql<boolean>`coalesce(${salons.status} = 'published' or (${salons.sandbox} and ${salons.status} <> 'suspended'), false)`,
      clockMs: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::float8`,
    })
    .from(files)
    .leftJoin(salons, and(eq(salons.businessId, files.businessId), eq(salons.id, files.salonId)))
    .where(and(eq(files.id, id), isNull(files.removedAt)));
  return found && { file: found.file, isOpen: found.isOpen, now: new Date(found.clockMs) };
}

/** Holds its row, that is not removed. */
export async function lockFile(tx: Tx, id: string): Promise<FileRow | undefined> {
  const [file] = await tx
    .select()
    .from(files)
    .where(and(eq(files.id, id), isNull(files.removedAt)))
    .for("no key update");
  return file;
}

/** Holds what counts the owner's files, so that two uploads at once are counted one after the other. */
export async function lockOwner(tx: Tx, purpose: FilePurpose, owner: Owner): Promise<void> {
  const { businessId, salonId, bookingId, userId } = owner;
  const [table, which] =
    businessId === null
      ? [users, eq(users.id, userId ?? "")]
      : purpose === "review_photo"
        ? [bookings, and(eq(bookings.businessId, businessId), eq(bookings.id, bookingId ?? ""))]
        : [salons, and(eq(salons.businessId, businessId), eq(salons.id, salonId ?? ""))];
  await tx.select({ id: table.id }).from(table).where(which).for("no key update");
}

/** What there is of an owner's already, of those that are counted together. */
export async function findUsage(tx: Tx, purpose: FilePurpose, owner: Owner) {
  const [usage] = await tx
    .select({
      files: sql<number>`count(*)::int`,
      bytes: sql<number>`coalesce(sum(${files.sizeBytes}), 0)::float8`,
    })
    .from(files)
    .where(and(countedWith(purpose, owner), isNull(files.removedAt)));
  return usage ?? { files: 0, bytes: 0 };
}

function countedWith(
  purpose: FilePurpose,
  { businessId, salonId, bookingId, userId }: Owner,
): SQL | undefined {
  if (businessId === null) return and(isNull(files.businessId), eq(files.userId, userId ?? ""));
  const tenant = eq(files.businessId, businessId);
  if (purpose === "review_photo")
    return and(tenant, eq(files.bookingId, bookingId ?? ""), eq(files.purpose, purpose));
  return and(tenant, eq(files.salonId, salonId ?? ""), sql`${files.purpose} <> 'review_photo'`);
}

export async function insertFile(tx: Tx, values: typeof files.$inferInsert): Promise<FileRow> {
  const [inserted] = await tx.insert(files).values(values).returning();
  if (!inserted) throw new Error("INSERT … RETURNING gave no row");
  return inserted;
}

export async function saveFile(tx: Tx, id: string, changes: Partial<FileRow>): Promise<FileRow> {
  const [saved] = await tx.update(files).set(changes).where(eq(files.id, id)).returning();
  if (!saved) throw new Error("UPDATE … RETURNING gave no row");
  return saved;
}

/** Takes files that are ready and that nothing shows yet; of those asked for, the ones that are to be had. */
export async function attachFiles(
  tx: Tx,
  ids: readonly string[],
  which: SQL | undefined,
  also: { readonly staffId?: string } = {},
): Promise<FileRow[]> {
  return tx
    .update(files)
    .set({ ...also, attachedAt: sql`now()` })
    .where(
      and(
        inArray(files.id, [...ids]),
        which,
        isNotNull(files.readyAt),
        isNull(files.attachedAt),
        isNull(files.removedAt),
      ),
    )
    .returning();
}

/** Lets files go: whoever wants them back has a day. */
export async function releaseFiles(tx: Tx, which: SQL | undefined): Promise<void> {
  await tx
    .update(files)
    .set({ attachedAt: null, staffId: null })
    .where(and(which, isNotNull(files.attachedAt)));
}

export const ofVisit = (businessId: number, bookingId: string) =>
  and(eq(files.businessId, businessId), eq(files.bookingId, bookingId), eq(files.purpose, "review_photo"));
export const ofSalon = (
  { businessId, id }: { readonly businessId: number; readonly id: string },
  purpose: FilePurpose,
) => and(eq(files.businessId, businessId), eq(files.salonId, id), eq(files.purpose, purpose));
export const ofPerson = (userId: string) =>
  and(isNull(files.businessId), eq(files.userId, userId), eq(files.purpose, "user_photo"));
export const among = (ids: readonly string[]) => inArray(files.id, [...ids]);

type Salon = { readonly businessId: number; readonly id: string };

/** In the order in which they are shown. */
export async function findSalonPhotos(db: Db, { businessId, id }: Salon): Promise<FileRow[]> {
  const rows = await db
    .select({ file: files })
    .from(salonPhotos)
    .innerJoin(files, and(eq(files.businessId, salonPhotos.businessId), eq(files.id, salonPhotos.fileId)))
    .where(and(eq(salonPhotos.businessId, businessId), eq(salonPhotos.salonId, id)))
    .orderBy(asc(salonPhotos.position));
  return rows.map(({ file }) => file);
}

export async function replaceSalonPhotos(tx: Tx, salon: Salon, fileIds: readonly string[]): Promise<void> {
  const { businessId, id: salonId } = salon;
  await tx
    .delete(salonPhotos)
    .where(and(eq(salonPhotos.businessId, businessId), eq(salonPhotos.salonId, salonId)));
  if (fileIds.length === 0) return;
  await tx
    .insert(salonPhotos)
    .values(fileIds.map((fileId, position) => ({ businessId, salonId, fileId, position })));
}

/** The photo that is shown of somebody. */
export const isPhotoOf = (person: { readonly businessId: PgColumn; readonly id: PgColumn }) =>
  and(
    eq(files.businessId, person.businessId),
    eq(files.staffId, person.id),
    eq(files.purpose, "staff_photo"),
    isNotNull(files.attachedAt),
    isNull(files.removedAt),
  );
