import type { Config } from "@salon/runtime";
import type { FastifyInstance } from "fastify";

const QUIET = new Set(["/livez", "/readyz", "/metrics"]);

/** One line a request, without what its sender wrote: a link, and a path that is none of ours, may carry a token. */
export function requestLog(app: FastifyInstance, { production }: Config): void {
  // None of these fields is ever a secret, and looking for some would take longer than the line.
  const lines = app.log.child({}, { redact: [] });
  app.addHook("onRequest", (req, reply, done) => {
    reply.header("x-request-id", req.id);
    done();
  });
  app.addHook("onResponse", (req, reply, done) => {
    const { url: route = "none" } = req.routeOptions;
    const level = QUIET.has(route) ? "debug" : "info";
    lines[level](
      {
        requestId: req.id,
        method: req.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      "request",
    );
    done();
  });
  if (production) return;
  app.addHook("onSend", (_, reply, payload, done) => {
    reply.header("server-timing", `total;dur=${reply.elapsedTime.toFixed(1)}`);
    done(null, payload);
  });
}
