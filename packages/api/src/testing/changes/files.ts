import { Readable } from "node:stream";
import sharp from "sharp";
import { ReceivedFile } from "../../received-file.ts";
import { by, PERSONAL } from "./change.ts";
import type { Place, Prepare } from "./change.ts";

const blank = { width: 40, height: 30, channels: 3, background: "#a64" } as const;
const PNG = await sharp({ create: blank }).png().toBuffer();

/** Photos and documents, from their first byte until they are gone. */
export const fileChanges = {
  "files.upload": ({ api, rita, salonId }) =>
    by(rita, async ({ files }) => {
      const staged = await api.deps.files.stage(Readable.from([PNG]), PNG.length);
      const file = new ReceivedFile(staged, "shop.png");
      const { id } = await files.upload({ purpose: "salon_photo", salonId, file });
      const after = { id, name: PERSONAL, purpose: "salon_photo", contentType: "image/webp" };
      return [{ action: "file.uploaded", subjectId: id, before: null, after }];
    }),
  "files.begin": ({ rita, salonId }) =>
    by(rita, async ({ files }) => {
      const { fileId: id } = await files.begin(document(salonId));
      const after = { id, name: PERSONAL, purpose: "document", sizeBytes: PNG.length };
      return [{ action: "file.begun", subjectId: id, before: null, after }];
    }),
  "files.complete": async ({ api, rita, salonId }) => {
    const { fileId: id } = await rita.api.files.begin(document(salonId));
    await api.deps.files.write(`${id}/arrived`, PNG, "image/png");
    return by(rita, async ({ files }) => {
      await files.complete({ fileId: id });
      const [before, after] = [{ contentType: "" }, { contentType: "image/webp" }];
      return [{ action: "file.completed", subjectId: id, before, after }];
    });
  },
  "files.remove": async ({ rita, salonId }) => {
    const { fileId: id } = await rita.api.files.begin(document(salonId));
    return by(rita, async ({ files }) => {
      await files.remove({ fileId: id });
      return [{ action: "file.removed", subjectId: id, before: { id, name: PERSONAL }, after: null }];
    });
  },
  "files.setSalonPhotos": async (place) => {
    const { mona, salonId } = place;
    const photoId = await sendPhoto(place);
    return by(mona, async ({ files }) => {
      await files.setSalonPhotos({ salonId, fileIds: [photoId] });
      const [before, after] = [{ photos: [] }, { photos: [photoId] }];
      return [{ action: "salon.updated", subjectId: salonId, before, after }];
    });
  },
} as const satisfies Readonly<Record<string, Prepare>>;

const document = (salonId: string) =>
  ({ purpose: "document", salonId, name: "scan.png", sizeBytes: PNG.length }) as const;

async function sendPhoto({ api, rita, salonId }: Place): Promise<string> {
  const staged = await api.deps.files.stage(Readable.from([PNG]), PNG.length);
  const file = new ReceivedFile(staged, "shop.png");
  return (await rita.api.files.upload({ purpose: "salon_photo", salonId, file })).id;
}
