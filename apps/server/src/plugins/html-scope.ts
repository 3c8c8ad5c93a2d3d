import { createHash } from "node:crypto";
import helmet from "@fastify/helmet";
import type { Config } from "@salon/runtime";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { STYLE } from "../html.ts";

const NO_DEVICES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/** A scope for pages: nothing from elsewhere, no frame, no script but what the scope names. */
export function htmlScope(
  app: FastifyInstance,
  { publicUrl }: Config,
  scripts: readonly string[],
  routes: (scope: FastifyInstance) => void,
): void {
  const secure = publicUrl.startsWith("https:");
  void app.register(async (scope) => {
    scope.addHook("onRequest", async (_, reply) => {
      // Of the two policies the general one would win.
      reply.removeHeader("content-security-policy");
      reply.header("permissions-policy", NO_DEVICES);
    });
    await scope.register(helmet, {
      strictTransportSecurity: false,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          "default-src": ["'none'"],
          "base-uri": ["'none'"],
          "connect-src": ["'self'"],
          "form-action": ["'self'"],
          "frame-ancestors": ["'none'"],
          "img-src": ["'self'", "data:"],
          "script-src": scripts.length > 0 ? scripts.map(hashOf) : ["'none'"],
          "style-src": [hashOf(STYLE)],
          ...(secure && { "upgrade-insecure-requests": [] }),
        },
      },
    });
    routes(scope);
  });
}

/** Browsers name it; programs take anything. */
export function wantsHtml({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes("text/html") ?? false;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
