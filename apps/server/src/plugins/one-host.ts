import { refuse } from "@salon/api";
import type { FastifyInstance } from "fastify";

/** Two Host headers mean two readings of one request: RFC 9112, section 3.2. Node keeps the first and says nothing. None is no better. */
export function oneHost(app: FastifyInstance): void {
  app.addHook("onRequest", async ({ raw }) => {
    let hosts = 0;
    for (let i = 0; i < raw.rawHeaders.length; i += 2) {
      if (raw.rawHeaders[i]?.toLowerCase() === "host") hosts += 1;
    }
    if (hosts > 1 || (hosts === 0 && raw.httpVersion !== "1.0"))
      refuse("malformed_request", "A request has one Host header.");
  });
}
