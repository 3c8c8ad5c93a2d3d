import { IMAGE_WIDTHS } from "@salon/contracts";
import { Unreadable } from "@salon/core";
import type { FileVariant } from "@salon/contracts";
import type { MadeImage, Staged } from "@salon/core";
import sharp from "sharp";
import type { OutputInfo, Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { takeTurns } from "./turns.ts";

const MOST_PIXELS = 24_000_000;
const SECONDS = 15;
/** The rest of the pool's threads read and write files meanwhile. */
const AT_ONCE = 2;
const THUMB_PIXELS = 100;

// One thread for an image, and nothing kept of it: many images at once are bounded by turns instead.
sharp.concurrency(1);
sharp.cache(false);

const inTurn = takeTurns(AT_ONCE);

/** Decodes once, into the widest; the others are made of that. */
export function makeImage({ path }: Pick<Staged, "path">): Promise<MadeImage> {
  return inTurn(async () => {
    try {
      return await make(path);
    } catch (error) {
      throw new Unreadable("The image cannot be decoded", { cause: error });
    }
  });
}

type Raw = { readonly data: Buffer; readonly info: OutputInfo };

async function make(path: string): Promise<MadeImage> {
  const widest: Raw = await sharp(path, { limitInputPixels: MOST_PIXELS, failOn: "error" })
    .autoOrient()
    .resize({ width: Math.max(...IMAGE_WIDTHS), height: 4 * Math.max(...IMAGE_WIDTHS), ...INSIDE })
    .toColourspace("srgb")
    .timeout({ seconds: SECONDS })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = widest.info;
  const variants: { variant: FileVariant; bytes: Uint8Array }[] = [];
  for (const wide of widthsFor(width)) {
    const bytes = await of(widest)
      .resize({ width: wide, ...INSIDE })
      .webp({ quality: 80, effort: 2 })
      .toBuffer();
    variants.push({ variant: `${wide}`, bytes });
  }
  return { width, height, thumbHash: await thumbHashOf(widest), variants, contentType: "image/webp" };
}

const INSIDE = { fit: "inside", withoutEnlargement: true } as const;

/** Up to the first that is as wide as the image itself. */
function widthsFor(width: number) {
  return IMAGE_WIDTHS.filter((_, i) => (IMAGE_WIDTHS[i - 1] ?? 0) < width);
}

async function thumbHashOf(image: Raw): Promise<string> {
  const { data, info } = await of(image)
    .resize({ width: THUMB_PIXELS, height: THUMB_PIXELS, ...INSIDE })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64");
}

function of({ data, info: { width, height, channels } }: Raw): Sharp {
  return sharp(data, { raw: { width, height, channels } }).timeout({ seconds: SECONDS });
}
