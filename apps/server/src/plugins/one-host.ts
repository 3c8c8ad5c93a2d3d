import { refuse } from "@salon/api";
import type { FastifyInstance } from "fastify";

/** Two Host headers mean two readings of one request: RFC 9112, section 3.2. Node keeps the first and says nothing. */
export function oneHost(app: FastifyInstance): void {
  app.addHook("onRequest", async ({ raw }) => {
    let hosts = 0;
    for (let i = 0; i < raw.rawHeaders.length; i += 2) {
      if (raw.rawHeaders[i]?.toLowerCase() === "host") hosts += 1;
    }
    if (hosts > 1) refuse("malformed_request", "A request has one Host header.");
  });
}
