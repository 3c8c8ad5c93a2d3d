import { createHash } from "node:crypto";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { apiDocument } from "@salon/api";
import type { FastifyInstance } from "fastify";
import { REST_PATH } from "./rest.ts";

const POLICY = {
  "default-src": "'none'",
  "base-uri": "'none'",
  "connect-src": "'self'",
  "font-src": "'self' data:",
  "frame-ancestors": "'none'",
  "img-src": "'self' data:",
  "script-src": "'self'",
  // The viewer writes style attributes.
  "style-src": "'self' 'unsafe-inline'",
};

/** The OpenAPI document, and a viewer that asks nobody else for anything. */
export async function docs(app: FastifyInstance): Promise<void> {
  const document = apiDocument();
  const text = JSON.stringify(document);
  const tag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  app.get(`${REST_PATH}/openapi.json`, (req, reply) => {
    reply
      .header("etag", tag)
      .header("access-control-allow-origin", "*")
      .type("application/json; charset=utf-8");
    return req.headers["if-none-match"]?.includes(tag) ? reply.code(304).send() : reply.send(text);
  });
  await app.register(async (scope) => {
    await scope.register(swagger, { mode: "static", specification: { document: document as never } });
    await scope.register(swaggerUi, {
      routePrefix: "/docs",
      staticCSP: POLICY,
      uiConfig: {
        url: `${REST_PATH}/openapi.json`,
        validatorUrl: null,
        deepLinking: true,
        filter: true,
        persistAuthorization: false,
      },
    });
  });
}
