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

/** What every answer carries. */
export async function securityHeaders(
  app: FastifyInstance,
  { publicUrl, corsOrigins }: Config,
): Promise<void> {
  const secure = publicUrl.startsWith("https:");
  app.addHook("onRequest", (_, reply, done) => {
    reply.header("x-content-type-options", "nosniff");
    reply.header("cache-control", "private, no-cache");
    reply.header("referrer-policy", "no-referrer");
    reply.header("cross-origin-resource-policy", "same-origin");
    // An answer that somebody opens as a page is none; real pages have a policy of their own.
    reply.header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
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
