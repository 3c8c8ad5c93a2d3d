import { openApiDocument } from "@salon/rest-bridge";
import { AUTH_PATHS } from "./document/auth-paths.ts";
import { FILE_PATHS } from "./document/file-paths.ts";
import { PROBLEM } from "./document/problem.ts";
import { SECURITY_SCHEMES } from "./document/security.ts";
import { TAGS } from "./document/tags.ts";
import { webhookMessages } from "./document/webhooks.ts";
import { appRouter } from "./root.ts";

/** The REST API and the auth operations as OpenAPI 3.1. */
export function apiDocument() {
  return openApiDocument(appRouter, {
    info: {
      title: "Salon API",
      version: "1.0.0",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This server" }],
    prefix: "/api/v1",
    securitySchemes: SECURITY_SCHEMES,
    security: [{ session: [] }, { bearer: [] }],
    tags: TAGS,
    problemSchema: PROBLEM,
    responseHeaders: {
      "X-Request-Id": { description: "The request's id, also in its log line", schema: { type: "string" } },
      "X-Impersonated-By": {
        description: "In a session in which an admin acts as somebody else: the admin's id",
        schema: { type: "string", format: "uuid" },
      },
    },
    extraPaths: { ...AUTH_PATHS, ...FILE_PATHS },
    webhooks: webhookMessages(),
  });
}

const DESCRIPTION = `The reservation backend of a salon marketplace.

Instants are RFC 3339, local dates \`YYYY-MM-DD\`, money integers of the currency's smallest unit. Every answer that is
not 2xx is a problem document (RFC 9457) whose \`code\` is stable; its \`type\` leads to a page about it. Send an
\`Idempotency-Key\` with every write: the same key and input again get the first answer, marked \`Idempotent-Replayed\`.`;
