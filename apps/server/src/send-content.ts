import { Readable } from "node:stream";
import { refuse } from "@salon/api";
import type { Content } from "@salon/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Observer } from "./plugins/metrics.ts";
import { rangeOf } from "./range-of.ts";

const FOR_EVER = "public, max-age=31536000, immutable";
const FOR_MINUTES = "private, max-age=300";

/** A file's bytes, some of them where a range is asked for. What is no picture is downloaded, and runs nowhere. */
export async function sendContent(
  req: FastifyRequest,
  reply: FastifyReply,
  content: Content,
  { lostFile }: Pick<Observer, "lostFile">,
) {
  const { tag, contentType, sizeBytes, isPublic, download } = content;
  reply.headers({
    etag: tag,
    "cache-control": isPublic ? FOR_EVER : FOR_MINUTES,
    "accept-ranges": "bytes",
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    ...(isPublic && { "cross-origin-resource-policy": "cross-origin" }),
    ...(download !== null && { "content-disposition": dispositionOf(download) }),
  });
  if (knows(req, tag)) return reply.code(304).send();
  const range = rangeOf(req.headers, tag, sizeBytes);
  if (range === "outside") return reply.code(416).header("content-range", `bytes */${sizeBytes}`).send();
  reply.type(contentType).header("content-length", range ? range.end - range.start + 1 : sizeBytes);
  if (range) {
    reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${sizeBytes}`);
  }
  // Of an answer without a body Fastify says that it is 0 bytes long, of a stream nothing.
  if (req.method === "HEAD") return reply.send(Readable.from([]));
  const bytes = await content.read(range ?? undefined);
  if (bytes) return reply.send(bytes);
  lostFile(req);
  return refuse("not_found", "There is no such file.");
}

function knows({ headers }: FastifyRequest, tag: string): boolean {
  const known = headers["if-none-match"];
  return known !== undefined && known.split(",").some((one) => [tag, `W/${tag}`, "*"].includes(one.trim()));
}

/** RFC 6266: a name of ASCII for those who know no other, and the name. */
function dispositionOf(name: string): string {
  const ascii = name.replaceAll(/[^\w .()-]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
