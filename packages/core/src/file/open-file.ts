import type { Db } from "@salon/db";
import { allow, limitedTo } from "../access/index.ts";
import { openBooking } from "../booking/index.ts";
import { findClient } from "../client/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { openSalon } from "../salon/index.ts";
import { openOwner } from "./open-owner.ts";
import { mayReadSalonsFiles, mayReadVisitsFiles } from "./policy.ts";
import { isShown } from "./present.ts";
import { findFile } from "./queries.ts";
import type { FileRow, FoundFile } from "./queries.ts";

/** A file, for a caller who may see what it belongs to. Throws `unauthenticated`, `forbidden`, `not_found`. */
export async function openFile(ctx: Ctx, db: Db, fileId: string): Promise<FoundFile> {
  return openAs(ctx, db, fileId, async (found) => {
    if (isPublic(found)) return;
    if (found.file.readyAt === null) await openOwner(ctx, db, found.file);
    else await expectReader(ctx, db, found.file);
  });
}

/** The same, for who may send such a file: they complete it, and take it away. */
export async function openFileToChange(ctx: Ctx, db: Db, fileId: string): Promise<FoundFile> {
  return openAs(ctx, db, fileId, async ({ file }) => void (await openOwner(ctx, db, file)));
}

/** Whether everybody sees it. */
export function isPublic({ file, isOpen }: FoundFile): boolean {
  return isOpen && file.readyAt !== null && isShown(file);
}

/** What is another's looks as if it did not exist, whatever of theirs it belongs to. */
async function openAs(
  ctx: Ctx,
  db: Db,
  fileId: string,
  expectMay: (found: FoundFile) => Promise<void>,
): Promise<FoundFile> {
  const found = await findFile(db, fileId);
  if (!found || isAnothers(ctx, found.file)) {
    allow("hidden", ctx, "file");
    throw notFound("file");
  }
  await expectMay(found).catch((error: unknown) => {
    throw error instanceof DomainError && error.reason === "not_found" ? notFound("file") : error;
  });
  return found;
}

/** Whether it is somebody's own, and of no salon, but not the caller's. */
function isAnothers({ actor }: Ctx, { salonId, userId }: FileRow): boolean {
  return salonId === null && !(actor.kind === "user" && actor.userId === userId);
}

/** What is about a client is the salon's, also where it names the visit: whoever booked that is told nothing of it. */
async function expectReader(ctx: Ctx, db: Db, { salonId, clientId, bookingId }: FileRow): Promise<void> {
  if (salonId === null) return;
  if (bookingId !== null && clientId === null)
    return void (await openBooking(ctx, db, bookingId, mayReadVisitsFiles));
  const { standing, salon } = await openSalon(ctx, db, salonId, mayReadSalonsFiles);
  const limit = limitedTo(standing);
  if (clientId === null || limit === null) return;
  if (!(await findClient(db, salon.businessId, clientId, limit))) allow("forbidden", ctx, "file");
}
