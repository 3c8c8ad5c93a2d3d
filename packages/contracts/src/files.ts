import { z } from "zod";
import { Id } from "./ids.ts";
import { line } from "./text.ts";
import { Instant } from "./time.ts";

/** What a file is for; it says what it may be, how large, whose it is and who sees it. */
export const FILE_PURPOSES = [
  "salon_photo",
  "staff_photo",
  "user_photo",
  "review_photo",
  "document",
] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** Pixels across of what is made of an image; a smaller one is not enlarged. */
export const IMAGE_WIDTHS = [320, 960, 1920] as const;
/** What can be fetched of a file: an image in one of its widths, or a document as it was sent. */
export const FILE_VARIANTS = ["320", "960", "1920", "original"] as const;
export type FileVariant = (typeof FILE_VARIANTS)[number];
/** The same, and an image as AVIF. */
export const CONTENT_VARIANTS = [...FILE_VARIANTS, "320.avif", "960.avif", "1920.avif"] as const;

/** What a file may be called: by its name alone, without a path. */
export const FileName = line(255).regex(/^[^\\/]*$/, "A name without a path.");

const owner = {
  purpose: z.enum(FILE_PURPOSES),
  /** Of a salon's and its team's photos, and of documents. */
  salonId: Id.optional(),
  /** Of a document about a client of that salon. */
  clientId: Id.optional(),
  /** Of a review's photo, and of a document about a visit. */
  bookingId: Id.optional(),
};
export type FileOwner = { [Key in keyof typeof owner]: z.infer<(typeof owner)[Key]> };

/** The fields of the form; they come before the file. */
export const UploadFile = z.strictObject(owner);
export type UploadFile = z.infer<typeof UploadFile>;

export const BeginUpload = z
  .strictObject({ ...owner, name: FileName, sizeBytes: z.int().min(1).max(100_000_000) })
  .meta({ id: "BeginUpload" });
export type BeginUpload = z.infer<typeof BeginUpload>;

export const BegunUpload = z
  .object({
    fileId: Id,
    /** Where the bytes go, as they are, by PUT with these headers. */
    upload: z.object({
      method: z.literal("PUT"),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      expiresAt: Instant,
    }),
  })
  .meta({ id: "BegunUpload" });
export type BegunUpload = z.infer<typeof BegunUpload>;

export const FileRef = z.strictObject({ fileId: Id });
export type FileRef = z.infer<typeof FileRef>;

/** A picture in its widths. `thumbHash` is a blurred preview in base64 (https://evanw.github.io/thumbhash). */
export const Image = z
  .object({
    id: Id,
    /** By width; a path on this server, which for what is not public is signed and ends in minutes. */
    urls: z.record(z.string(), z.string()),
    /** The same as AVIF, for who can show it; none in the first moments, and of a file that is no image. */
    avifUrls: z.record(z.string(), z.string()),
    thumbHash: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
  })
  .meta({ id: "Image" });
export type Image = z.infer<typeof Image>;

export const StoredFile = Image.extend({
  purpose: z.enum(FILE_PURPOSES),
  name: z.string().nullable(),
  contentType: z.string(),
  sizeBytes: z.int(),
  salonId: Id.nullable(),
  clientId: Id.nullable(),
  bookingId: Id.nullable(),
  /** Whether something shows it; what nothing shows for a day is removed. */
  inUse: z.boolean(),
  createdAt: Instant,
}).meta({ id: "File" });
export type StoredFile = z.infer<typeof StoredFile>;

export const ImageList = z.object({ items: z.array(Image) }).meta({ id: "ImageList" });

export const SetSalonPhotos = z.strictObject({
  salonId: Id,
  /** In the order in which they are shown. */
  fileIds: z
    .array(Id)
    .max(30)
    .refine((ids) => new Set(ids).size === ids.length, "Each photo once."),
});
export type SetSalonPhotos = z.infer<typeof SetSalonPhotos>;

/** What is asked of a file's bytes: which, and what signs for who may. */
export const FileContent = z.strictObject({
  fileId: Id,
  variant: z.enum(CONTENT_VARIANTS),
  expires: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  signature: z.string().max(64).optional(),
});
export type FileContent = z.infer<typeof FileContent>;

export const SendBytes = z.strictObject({
  fileId: Id,
  expires: z.string().regex(/^\d{1,15}$/),
  signature: z.string().max(64),
});
export type SendBytes = z.infer<typeof SendBytes>;
