import type { Readable } from "node:stream";
import type { FileContent } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { isPublic, openFile } from "./open-file.ts";
import { findFile } from "./queries.ts";
import type { FileRow, FoundFile } from "./queries.ts";
import { AVIF, keyOf } from "./rules.ts";

export type Content = {
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Of these bytes alone, and of none after them. */
  readonly tag: string;
  /** Whether anybody may keep it. */
  readonly isPublic: boolean;
  /** Of what is only to be downloaded: its name. */
  readonly download: string | null;
  /** Undefined where the store has lost the bytes. */
  readonly read: (range?: { readonly start: number; readonly end: number }) => Promise<Readable | undefined>;
};

/** A file's bytes, for who may see it or has a signed link whose time is not over. Throws `not_found` and as `openFile`. */
export async function openContent(ctx: Ctx, input: FileContent): Promise<Content> {
  const found = (await bySignature(ctx, input)) ?? (await openFile(ctx, ctx.db, input.fileId));
  const { file } = found;
  const { variant } = input;
  const stored = storedAs(file, variant);
  if (!stored || file.readyAt === null) throw notFound("file");
  return {
    ...stored,
    tag: `"${file.sha256?.slice(0, 32)}-${variant}"`,
    isPublic: isPublic(found),
    download: variant === "original" ? (file.name ?? "document.pdf") : null,
    read: (range) => ctx.files.read(keyOf(file, variant), range),
  };
}

function storedAs({ variants, contentType }: FileRow, wanted: FileContent["variant"]) {
  const isAvif = wanted.endsWith(AVIF);
  const stored = variants.find(({ variant }) => wanted === (isAvif ? variant + AVIF : variant));
  const sizeBytes = isAvif ? stored?.avifBytes : stored?.bytes;
  if (sizeBytes === undefined) return undefined;
  return { contentType: isAvif ? "image/avif" : (contentType ?? "application/octet-stream"), sizeBytes };
}

async function bySignature(
  ctx: Ctx,
  { fileId, expires, signature }: FileContent,
): Promise<FoundFile | undefined> {
  if (expires === undefined || signature === undefined) return undefined;
  if (!ctx.links.isSigned("file", `${fileId}:${expires}`, signature)) return undefined;
  const found = await findFile(ctx.db, fileId);
  return found && found.now.getTime() < Number(expires) ? found : undefined;
}
