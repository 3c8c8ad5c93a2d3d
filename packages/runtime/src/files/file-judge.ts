import { open } from "node:fs/promises";
import type { FileJudge, Staged } from "@salon/core";
import { fileTypeFromBuffer } from "file-type";
import { makeAvif } from "./make-avif.ts";
import { makeImage } from "./make-image.ts";

/** As many bytes as say what a file is, and what else it would like to be. */
const HEAD_BYTES = 4_100;
const TAIL_BYTES = 1_024;

const IMAGES: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/webp", "image/avif"]);
/** What a file that is two things at once has in its head. */
const SECOND_FACES = /%PDF-|<(?:!doctype|html|head|body|script|svg|iframe|\?php)\b/i;

/** Goes by the bytes alone. */
export const fileJudge: FileJudge = {
  async kindOf(staged) {
    const { head, tail } = await endsOf(staged);
    const type = await fileTypeFromBuffer(head);
    if (type?.mime === "application/pdf") return isWholePdf(head, tail) ? "pdf" : undefined;
    if (!type || !IMAGES.has(type.mime)) return undefined;
    return SECOND_FACES.test(head.toString("latin1")) ? undefined : "image";
  },
  makeImage,
  makeAvif,
};

/** Begins at its first byte, so that nothing else does, and comes to its end. */
function isWholePdf(head: Buffer, tail: Buffer): boolean {
  return head.subarray(0, 5).equals(Buffer.from("%PDF-")) && tail.includes("%%EOF");
}

async function endsOf({ path, sizeBytes }: Staged) {
  await using file = await open(path);
  const part = async (length: number, position: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  };
  return {
    head: await part(HEAD_BYTES, 0),
    tail: await part(TAIL_BYTES, Math.max(0, sizeBytes - TAIL_BYTES)),
  };
}
