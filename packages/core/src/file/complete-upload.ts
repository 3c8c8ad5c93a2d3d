import type { FileRef, Reason, StoredFile } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Staged } from "../ports.ts";
import { timeIn } from "../salon/index.ts";
import { subjectOf } from "./audited.ts";
import { openFileToChange } from "./open-file.ts";
import { factsOf, presentFile } from "./present.ts";
import { lockFile, saveFile } from "./queries.ts";
import type { Bytes, FileRow } from "./queries.ts";
import { arrivalOf } from "./rules.ts";
import { storeBytes } from "./store-bytes.ts";

/**
 * Judges what has arrived. What is refused is gone, and with it its place in the owner's quota. Throws `invalid_transition`
 * where nothing has come, `unsupported_media_type`, `invalid_input`, `payload_too_large`.
 */
export async function completeUpload(ctx: Ctx, { fileId }: FileRef): Promise<StoredFile> {
  const { file } = await openFileToChange(ctx, ctx.db, fileId);
  const bytes = file.readyAt === null ? await bytesOf(ctx, file) : {};
  const completed = await ctx.transact((tx) => complete(ctx, tx, fileId, bytes));
  await ctx.files.removeOne(arrivalOf(fileId));
  return completed;
}

async function complete(ctx: Ctx, tx: Tx, fileId: string, bytes: Partial<Bytes>): Promise<StoredFile> {
  const before = await lockFile(tx, fileId);
  const { now } = await openFileToChange(ctx, tx, fileId);
  if (!before) throw notFound("file");
  if (before.readyAt !== null) return presentFile(before, ctx.links, now);
  const attachedAt = before.purpose === "document" ? now : null;
  const after = await saveFile(tx, fileId, { ...(bytes as Partial<FileRow>), readyAt: now, attachedAt });
  await audit(ctx, tx, {
    action: "file.completed",
    ...subjectOf(after),
    before: factsOf(before),
    after: factsOf(after),
  });
  return presentFile(after, ctx.links, now);
}

async function bytesOf(ctx: Ctx, file: FileRow): Promise<Bytes> {
  const arrived = await ctx.files.read(arrivalOf(file.id));
  if (!arrived) throw new DomainError("invalid_transition", "Nothing has arrived: send the bytes first.");
  try {
    await using staged: Staged = await ctx.files.stage(arrived, file.sizeBytes);
    return await storeBytes(ctx, file.id, file.purpose, staged);
  } catch (error) {
    if (error instanceof DomainError && REFUSALS.has(error.reason))
      await ctx.begin((tx) => dropRefused(ctx, tx, file.id));
    throw error;
  }
}

/** What the same bytes meet whenever they come; a full disk is none of it. */
const REFUSALS: ReadonlySet<Reason> = new Set([
  "unsupported_media_type",
  "invalid_input",
  "payload_too_large",
]);

/** In a transaction beside the request's own: a refusal is no answer that is kept under its idempotency key. */
async function dropRefused(ctx: Ctx, tx: Tx, fileId: string): Promise<void> {
  const file = await lockFile(tx, fileId);
  if (!file || file.readyAt !== null) return;
  await saveFile(tx, fileId, { removedAt: await timeIn({ testNow: null }, tx), name: null });
  await audit(ctx, tx, { action: "file.refused", ...subjectOf(file), before: factsOf(file), after: null });
}
