import type { FileRef, StoredFile } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openFile } from "./open-file.ts";
import { presentFile } from "./present.ts";

/** With ways to its bytes that end in minutes, where not everybody sees it. */
export async function getFile(ctx: Ctx, { fileId }: FileRef): Promise<StoredFile> {
  const { file, now } = await openFile(ctx, ctx.db, fileId);
  return presentFile(file, ctx.links, now);
}
