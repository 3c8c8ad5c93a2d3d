import type { FileRef, StoredFile } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { isPublic, openFile } from "./open-file.ts";
import { presentFile } from "./present.ts";

/**
 * With ways to its bytes that end in minutes, where not everybody sees it. Of what everybody sees nobody is told what it
 * was called where it came from, or at which visit it was taken.
 */
export async function getFile(ctx: Ctx, { fileId }: FileRef): Promise<StoredFile> {
  const found = await openFile(ctx, ctx.db, fileId);
  const shown = presentFile(found.file, ctx.links, found.now);
  return isPublic(found) ? { ...shown, name: null, bookingId: null } : shown;
}
