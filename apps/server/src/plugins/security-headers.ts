import cors from "@fastify/cors";
import type { Config } from "@salon/runtime";
import type { FastifyInstance } from "fastify";

const EXPOSED = [
  "etag",
  "idempotent-replayed",
  "last-event-id",
  "link",
  "location",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "x-impersonated-by",
  "x-request-id",
];

/** What every answer carries; pages get a content policy beside. */
export async function securityHeaders(
  app: FastifyInstance,
  { publicUrl, corsOrigins }: Config,
): Promise<void> {
  const secure = publicUrl.startsWith("https:");
  app.addHook("onRequest", (_, reply, done) => {
    reply.header("x-content-type-options", "nosniff");
    reply.header("cache-control", "private, no-cache");
    if (secure) reply.header("strict-transport-security", "max-age=31536000; includeSubDomains");
    done();
  });
  if (corsOrigins.length === 0) return;
  await app.register(cors, {
    origin: [...corsOrigins],
    credentials: true,
    maxAge: 600,
    exposedHeaders: EXPOSED,
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
  });
}
