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

const LOGO = {
  type: "image/svg+xml",
  content: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><text x="0" y="28" font-family="sans-serif" font-size="24" fill="#fff">Salon</text></svg>',
  ),
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
    // The plug-in's types describe OpenAPI 3.0; it serves a static document as it is.
    await scope.register(swagger, { mode: "static", specification: { document: document as never } });
    await scope.register(swaggerUi, {
      routePrefix: "/docs",
      staticCSP: POLICY,
      logo: LOGO,
      theme: { title: "Salon API" },
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
