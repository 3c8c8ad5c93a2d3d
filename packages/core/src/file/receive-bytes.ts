import type { Readable } from "node:stream";
import type { SendBytes } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { findFile } from "./queries.ts";
import { arrivalOf } from "./rules.ts";

/** Takes the bytes of an upload that was begun, from whoever has its link. Throws `link_expired`, `invalid_transition`. */
export async function receiveBytes(ctx: Ctx, { fileId, expires, signature }: SendBytes, bytes: Readable) {
  const found = ctx.links.isSigned("upload", `${fileId}:${expires}`, signature)
    ? await findFile(ctx.db, fileId)
    : undefined;
  if (!found || found.now.getTime() >= Number(expires))
    throw new DomainError("link_expired", "This link takes no bytes any more: begin the upload again.");
  const { file } = found;
  if (file.readyAt !== null) throw new DomainError("invalid_transition", "This upload is complete.");
  await using staged = await ctx.files.stage(bytes, file.sizeBytes);
  if (staged.sizeBytes !== file.sizeBytes)
    throw invalidInput(
      "/sizeBytes",
      "other_size",
      `These are ${staged.sizeBytes} bytes of ${file.sizeBytes}.`,
    );
  await ctx.files.write(arrivalOf(file.id), staged, "application/octet-stream");
}
