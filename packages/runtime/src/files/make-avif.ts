import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Unreadable } from "@salon/core";
import sharp from "sharp";

/** A picture's memory and time grow with them: of longer ones there is WebP alone. */
const MOST_PIXELS = 8_000_000;
const SECONDS = 15;

/** More effort takes ten times as long for a twentieth of the bytes. */
const FAST = { quality: 50, effort: 2, chromaSubsampling: "4:2:0" } as const;

/** On one thread. */
export async function makeAvif(image: Readable): Promise<Uint8Array> {
  const bytes = await buffer(image);
  try {
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" })
      .timeout({ seconds: SECONDS })
      .avif(FAST)
      .toBuffer();
  } catch (error) {
    throw new Unreadable("The image cannot be made into AVIF", { cause: error });
  }
}
