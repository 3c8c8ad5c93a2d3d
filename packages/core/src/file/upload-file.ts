import type { StoredFile, UploadFile } from "@salon/contracts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Staged } from "../ports.ts";
import { timeIn } from "../salon/index.ts";
import { expectRoom } from "./expect-room.ts";
import { subjectOf } from "./audited.ts";
import { openOwner } from "./open-owner.ts";
import { factsOf, presentFile } from "./present.ts";
import { insertFile } from "./queries.ts";
import { LIMITS } from "./rules.ts";
import { storeBytes } from "./store-bytes.ts";

/** A file that has been received, under the name that it was sent with. */
export type Received = { readonly staged: Staged; readonly name: string };

/**
 * Judges a file, stores what is made of it and then tells of it: a row never names bytes that are not there. Throws
 * `payload_too_large`, `unsupported_media_type`, `invalid_input`, `limit_reached`, `storage_full`.
 */
export async function uploadFile(
  ctx: Ctx,
  input: UploadFile,
  { staged, name }: Received,
): Promise<StoredFile> {
  const { purpose } = input;
  await openOwner(ctx, ctx.db, input);
  if (staged.sizeBytes > LIMITS[purpose].mostBytes)
    throw new DomainError(
      "payload_too_large",
      `At most ${LIMITS[purpose].mostBytes} bytes for a ${purpose}.`,
    );
  const id = newId();
  let keptId: string | undefined;
  try {
    const bytes = await storeBytes(ctx, id, purpose, staged);
    const kept = await ctx.transact(async (tx) => {
      const owner = await openOwner(ctx, tx, input);
      await expectRoom(tx, purpose, owner, staged.sizeBytes);
      const now = await timeIn({ testNow: null }, tx);
      // A document is in use by belonging to somebody; a photo, when something shows it.
      const attachedAt = purpose === "document" ? now : null;
      const row = {
        ...owner,
        ...bytes,
        id,
        purpose,
        name,
        sizeBytes: staged.sizeBytes,
        readyAt: now,
        attachedAt,
      };
      const file = await insertFile(tx, row);
      await audit(ctx, tx, {
        action: "file.uploaded",
        ...subjectOf(file),
        before: null,
        after: factsOf(file),
      });
      return presentFile(file, ctx.links, now);
    });
    keptId = kept.id;
    return kept;
  } finally {
    // Refused, or an answer that was given before and is about the first one's bytes.
    if (keptId !== id) await ctx.files.remove(id);
  }
}

/** What may come of this purpose, for a caller who may send it: asked before the first byte is taken. */
export async function expectUpload(ctx: Ctx, input: UploadFile): Promise<{ readonly mostBytes: number }> {
  await openOwner(ctx, ctx.db, input);
  return LIMITS[input.purpose];
}
