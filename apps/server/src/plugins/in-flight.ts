import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyRequest } from "fastify";

type Traffic = { count: number; ending: boolean };

const TRAFFIC = Symbol("traffic");
const PATIENCE_MS = 8_000;

/** Counts requests that are being answered, and lets them finish before the server closes its connections. */
export function trackInFlight(app: FastifyInstance): void {
  const traffic: Traffic = { count: 0, ending: false };
  app.decorate(TRAFFIC, traffic);
  app.addHook("onRequest", (req, reply, done) => {
    if (traffic.ending) reply.header("connection", "close");
    if (!isStream(req)) traffic.count += 1;
    done();
  });
  // Comes after every answer, and after every connection that was lost.
  app.addHook("onResponse", (req, _, done) => {
    if (!isStream(req)) traffic.count -= 1;
    done();
  });
  app.addHook("preClose", async () => {
    traffic.ending = true;
    const deadline = Date.now() + PATIENCE_MS;
    while (traffic.count > 0 && Date.now() < deadline) await sleep(10);
  });
}

export function beginEnding(app: FastifyInstance): void {
  trafficOf(app).ending = true;
}

export function trafficOf(app: FastifyInstance): Readonly<Traffic> & { ending: boolean } {
  return app.getDecorator<Traffic>(TRAFFIC);
}

/** Subscriptions last as long as their listener: nobody waits for them. */
function isStream({ headers }: FastifyRequest): boolean {
  return headers.accept === "text/event-stream";
}
