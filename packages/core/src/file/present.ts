import type { Image, StoredFile } from "@salon/contracts";
import type { LinkSigner } from "../ports.ts";
import type { FileRow } from "./queries.ts";
import { linkEnd, SHOWN } from "./rules.ts";

/** Where files are fetched, below the address of this server. */
const PATH = "/api/v1/files";

/** What is told of a picture. */
export type ShownFile = Pick<FileRow, "id" | "variants" | "thumbHash" | "width" | "height">;

/** A picture that everybody may see. */
export function presentImage({ id, variants, thumbHash, width, height }: ShownFile): Image {
  const urls = variants.map(({ variant }) => [variant, `${PATH}/${id}/${variant}`]);
  return { id, urls: Object.fromEntries(urls) as Image["urls"], thumbHash, width, height };
}

/** One that only those see who are given the links of this answer: they end in minutes. */
export function presentPrivateImage(file: FileRow, links: LinkSigner, now: Date): Image {
  const expires = linkEnd(now);
  const proof = `?expires=${expires}&signature=${links.sign("file", `${file.id}:${expires}`)}`;
  const image = presentImage(file);
  const urls = Object.entries(image.urls).map(([variant, url]) => [variant, url + proof]);
  return { ...image, urls: Object.fromEntries(urls) as Image["urls"] };
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
