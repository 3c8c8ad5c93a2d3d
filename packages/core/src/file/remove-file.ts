import type { FileRef } from "@salon/contracts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { timeIn } from "../salon/index.ts";
import { subjectOf } from "./audited.ts";
import { openFileToChange } from "./open-file.ts";
import { factsOf } from "./present.ts";
import { lockFile, saveFile } from "./queries.ts";

/** It is gone at once; a job takes its bytes. Throws `in_use` for a photo that something shows. */
export async function removeFile(ctx: Ctx, { fileId }: FileRef): Promise<void> {
  await ctx.transact(async (tx) => {
    await openFileToChange(ctx, tx, fileId);
    const file = await lockFile(tx, fileId);
    if (!file) throw notFound("file");
    if (file.attachedAt !== null && file.purpose !== "document")
      throw new DomainError("in_use", "Something shows this photo: take it out there first.");
    const removedAt = await timeIn({ testNow: null }, tx);
    await saveFile(tx, fileId, { removedAt, name: null });
    await audit(ctx, tx, { action: "file.removed", ...subjectOf(file), before: factsOf(file), after: null });
  });
}
