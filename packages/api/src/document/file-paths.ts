import { FileContent, SendBytes } from "@salon/contracts";
import { z } from "zod";

const bytes = z.any().meta({ override: { type: "string", format: "binary" } });
const { fileId, variant, ...signed } = FileContent.shape;
const { fileId: _, ...link } = SendBytes.shape;

/** What is sent and answered as bytes, which no procedure stands behind. */
export const FILE_PATHS = {
  "/api/v1/files/{fileId}/{variant}": {
    get: {
      operationId: "filesContent",
      summary: "A file's bytes",
      description:
        "Of a photo in one of its widths, as WebP or as AVIF, or of a document as it was sent, which is only ever downloaded. Photos that are shown may be kept for ever: the bytes at an address never change. `Range` answers a part.",
      tags: ["Files"],
      security: [{}, { session: [] }, { bearer: [] }, { bookingToken: [] }, { apiKey: ["files:read"] }],
      requestParams: { path: z.object({ fileId, variant }), query: z.object(signed) },
      responses: {
        200: {
          description: "All of it",
          content: {
            "image/webp": { schema: bytes },
            "image/avif": { schema: bytes },
            "application/pdf": { schema: bytes },
          },
        },
        206: { description: "The part that was asked for" },
        304: { description: "What the client holds is current" },
        416: { description: "It has no such part" },
        ...problems(400, 401, 403, 404, 429, 500, 503),
      },
    },
  },
  "/api/v1/files/{fileId}/content": {
    put: {
      operationId: "filesSend",
      summary: "Send the bytes of an upload that was begun",
      description:
        "The address is that of `POST /files/uploads`; where files lie in a bucket, it leads there instead.",
      tags: ["Files"],
      security: [],
      requestParams: { path: z.object({ fileId }), query: z.object(link) },
      requestBody: { required: true, content: { "application/octet-stream": { schema: bytes } } },
      responses: {
        204: { description: "Received" },
        ...problems(400, 401, 403, 404, 409, 413, 415, 429, 500, 503),
      },
    },
  },
};

function problems(...statuses: readonly number[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}
