import {
  BeginUpload,
  BegunUpload,
  FileRef,
  ImageList,
  SalonRef,
  SetSalonPhotos,
  StoredFile,
  UploadFile,
} from "@salon/contracts";
import {
  beginUpload,
  completeUpload,
  getFile,
  getSalonPhotos,
  removeFile,
  setSalonPhotos,
  uploadFile,
} from "@salon/core";
import { z } from "zod";
import { ReceivedFile } from "../received-file.ts";
import { bookingHolder, open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Files"] as const;
/** Who holds a booking's token may show how it was. */
const writers = { tags, scope: "files:write", ...bookingHolder } as const;

export const filesRouter = router({
  upload: procedure
    .meta(
      rest("POST /files", {
        summary: "Send a photo or a document",
        description:
          "As a form, its fields before its file. A photo is a JPEG, PNG, WebP or AVIF image of 24 million pixels at most; it is turned upright, loses everything but its pixels and is made into WebP images of 320, 960 and 1920 pixels across, and moments later into AVIF ones. A document is such an image or a PDF, and is only ever downloaded. What is nothing of these is answered 415, whatever its name says. An upload is compared by its bytes where it is sent again under its `Idempotency-Key`. Through tRPC, and straight into a bucket, files go in three steps: `POST /files/uploads`, `PUT` to the address in its answer, `POST /files/{fileId}/complete`.",
        multipart: { file: "file", description: "The last field, and one file." },
        location: ({ id }: StoredFile) => `/files/${id}`,
        problems: [409, 413, 415],
        ...writers,
      }),
    )
    .input(
      UploadFile.extend({
        file: z.instanceof(ReceivedFile).meta({ override: { type: "string", format: "binary" } }),
      }),
    )
    .output(StoredFile)
    .mutation(({ ctx, input: { file, ...input } }) => uploadFile(ctx, input, file)),
  begin: procedure
    .meta(
      rest("POST /files/uploads", {
        summary: "Begin an upload that goes to its store directly",
        description:
          "Answers where the bytes go, by `PUT`, within 15 minutes: into the bucket where there is one, else to this server. Nothing is judged until the upload is completed.",
        successStatus: 201,
        problems: [409, 413],
        ...writers,
      }),
    )
    .input(BeginUpload)
    .output(BegunUpload)
    .mutation(({ ctx, input }) => beginUpload(ctx, input)),
  complete: procedure
    .meta(
      rest("POST /files/{fileId}/complete", {
        summary: "Complete an upload: what has arrived is judged and made into what is kept",
        description: "An upload that is refused is gone: it is begun again.",
        problems: [409, 413, 415],
        ...writers,
      }),
    )
    .input(FileRef)
    .output(StoredFile)
    .mutation(({ ctx, input }) => completeUpload(ctx, input)),
  get: procedure
    .meta(
      rest("GET /files/{fileId}", {
        summary: "What is known of a file, and where its bytes are",
        description:
          "Photos that are shown are everybody's. Of what is private the addresses are signed, and end within ten minutes.",
        ...open,
        tags,
        security: [{}, ...bookingHolder.security],
        scope: "files:read",
      }),
    )
    .input(FileRef)
    .output(StoredFile)
    .query(({ ctx, input }) => getFile(ctx, input)),
  remove: procedure
    .meta(
      rest("DELETE /files/{fileId}", {
        summary: "Remove a file that nothing shows",
        description:
          "It is gone at once, and its bytes within minutes. A photo that something shows is `in_use`.",
        problems: [409],
        ...writers,
      }),
    )
    .input(FileRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeFile(ctx, input)),
  salonPhotos: procedure
    .meta(
      rest("GET /salons/{salonId}/photos", { summary: "A salon's photos, in their order", tags, ...open }),
    )
    .input(SalonRef)
    .output(ImageList)
    .query(({ ctx, input }) => getSalonPhotos(ctx, input)),
  setSalonPhotos: procedure
    .meta(
      rest("PUT /salons/{salonId}/photos", {
        summary: "Choose a salon's photos and their order",
        description:
          "Of files that were sent as its `salon_photo`. What is left out is let go, and removed after a day.",
        tags,
        scope: "salon:write",
      }),
    )
    .input(SetSalonPhotos)
    .output(ImageList)
    .mutation(({ ctx, input }) => setSalonPhotos(ctx, input)),
});
