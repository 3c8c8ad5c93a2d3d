import type { Runtime } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { refuse } from "@salon/api";
import { trafficOf } from "./in-flight.ts";

/** `/livez`: the process answers. `/readyz`: it can do its work, and means to go on. */
export function health(app: FastifyInstance, { ping }: Pick<Runtime, "ping">): void {
  app.get("/livez", () => ({ status: "ok" }));
  app.get("/readyz", async () => {
    if (trafficOf(app).ending) refuse("unavailable", "The server is ending.", { retryAfterSeconds: 5 });
    try {
      await ping();
    } catch {
      refuse("unavailable", "The database does not answer, or is not migrated.", { retryAfterSeconds: 1 });
    }
    return { status: "ok" };
  });
}
