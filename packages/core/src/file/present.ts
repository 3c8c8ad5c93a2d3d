import type { Image, StoredFile } from "@salon/contracts";
import type { LinkSigner } from "../ports.ts";
import type { FileRow } from "./queries.ts";
import { AVIF, linkEnd, SHOWN } from "./rules.ts";

/** Where files are fetched, below the address of this server. */
const PATH = "/api/v1/files";

/** What is told of a picture. */
export type ShownFile = Pick<FileRow, "id" | "variants" | "thumbHash" | "width" | "height">;

/** A picture that everybody may see. */
export function presentImage(file: ShownFile): Image {
  return imageOf(file, "");
}

/** One that only those see who are given the links of this answer: they end in minutes. */
export function presentPrivateImage(file: FileRow, links: LinkSigner, now: Date): Image {
  const expires = linkEnd(now);
  const proof = `?expires=${expires}&signature=${links.sign("file", `${file.id}:${expires}`)}`;
  return imageOf(file, proof);
}

function imageOf({ id, variants, thumbHash, width, height }: ShownFile, proof: string): Image {
  const urlsOf = (some: ShownFile["variants"], ending: string) =>
    Object.fromEntries(some.map(({ variant }) => [variant, `${PATH}/${id}/${variant}${ending}${proof}`]));
  const asAvif = variants.filter(({ avifBytes }) => avifBytes !== undefined);
  return { id, urls: urlsOf(variants, ""), avifUrls: urlsOf(asAvif, AVIF), thumbHash, width, height };
}

export function presentFile(file: FileRow, links: LinkSigner, now: Date): StoredFile {
  const image = isShown(file) ? presentImage(file) : presentPrivateImage(file, links, now);
  return { ...image, ...factsOf(file), inUse: file.attachedAt !== null };
}

/** What is told of a file without a way to its bytes. */
export function factsOf(file: FileRow) {
  const { id, purpose, name, contentType, sizeBytes, salonId, clientId, bookingId, createdAt } = file;
  return {
    id,
    purpose,
    name,
    contentType: contentType ?? "",
    sizeBytes,
    salonId,
    clientId,
    bookingId,
    createdAt,
  };
}

/** Whether it is shown to everybody, if its salon is. */
export function isShown({ purpose, attachedAt }: FileRow): boolean {
  return attachedAt !== null && SHOWN.has(purpose);
}
