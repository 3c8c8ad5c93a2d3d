import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyRequest } from "fastify";

type Traffic = { count: number; ending: boolean };

const TRAFFIC = Symbol("traffic");
const PATIENCE_MS = 8_000;

/** Counts requests that are being answered, and lets them finish before the server closes its connections. */
export function trackInFlight(app: FastifyInstance): void {
  const traffic: Traffic = { count: 0, ending: false };
  app.decorate(TRAFFIC, traffic);
  const counted = new WeakSet<FastifyRequest>();
  const uncount = (req: FastifyRequest) => {
    if (counted.delete(req)) traffic.count -= 1;
  };
  app.addHook("onRequest", (req, reply, done) => {
    if (traffic.ending) reply.header("connection", "close");
    counted.add(req);
    traffic.count += 1;
    done();
  });
  // Subscriptions last as long as their listener: nobody waits for them.
  app.addHook("onSend", (req, _, payload, done) => {
    if (isStream(payload)) uncount(req);
    done();
  });
  // Comes after every answer, and after every connection that was lost.
  app.addHook("onResponse", (req, _, done) => {
    uncount(req);
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

function isStream(payload: unknown): boolean {
  return (
    payload instanceof Response && (payload.headers.get("content-type") ?? "").startsWith("text/event-stream")
  );
}
