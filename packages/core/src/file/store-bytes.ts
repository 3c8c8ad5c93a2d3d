import type { FilePurpose } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { Unreadable } from "../ports.ts";
import type { MadeImage, Staged } from "../ports.ts";
import type { Bytes } from "./queries.ts";
import { keyOf, LIMITS } from "./rules.ts";

/**
 * Judges what was sent by its bytes, and stores what is made of it below an id. Whoever called takes it away again when
 * no row comes of it. Throws `unsupported_media_type`, `invalid_input`, `storage_full`.
 */
export async function storeBytes(ctx: Ctx, id: string, purpose: FilePurpose, staged: Staged): Promise<Bytes> {
  const kind = await ctx.judge.kindOf(staged);
  if (!kind || !LIMITS[purpose].kinds.includes(kind))
    throw new DomainError("unsupported_media_type", `A ${purpose} is ${TAKEN[purpose]}.`);
  return kind === "pdf" ? storeDocument(ctx, id, staged) : storeImage(ctx, id, staged);
}

const IMAGE = "a JPEG, PNG, WebP or AVIF image and nothing else beside";
const TAKEN: Readonly<Record<FilePurpose, string>> = {
  salon_photo: IMAGE,
  staff_photo: IMAGE,
  user_photo: IMAGE,
  review_photo: IMAGE,
  document: `a whole PDF, or ${IMAGE}`,
};

async function storeDocument(ctx: Ctx, id: string, staged: Staged): Promise<Bytes> {
  const { sha256, sizeBytes: bytes } = staged;
  const contentType = "application/pdf";
  await ctx.files.write(keyOf({ id, sha256 }, "original"), staged, contentType);
  return { contentType, sha256, variants: [{ variant: "original", bytes }] };
}

async function storeImage(ctx: Ctx, id: string, staged: Staged): Promise<Bytes> {
  const { sha256 } = staged;
  const { variants, contentType, width, height, thumbHash } = await decoded(ctx, staged);
  for (const { variant, bytes } of variants)
    await ctx.files.write(keyOf({ id, sha256 }, variant), bytes, contentType);
  const kept = variants.map(({ variant, bytes }) => ({ variant, bytes: bytes.length }));
  return { contentType, sha256, width, height, thumbHash, variants: kept };
}

async function decoded(ctx: Ctx, staged: Staged): Promise<MadeImage> {
  return ctx.judge.makeImage(staged).catch((error: unknown) => {
    if (!(error instanceof Unreadable)) throw error;
    const message = "This image is damaged, cut off, or has more than 24 million pixels.";
    throw invalidInput("/file", "unreadable_image", message);
  });
}
