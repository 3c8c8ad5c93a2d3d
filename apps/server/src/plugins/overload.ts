import underPressure from "@fastify/under-pressure";
import { refuse } from "@salon/api";
import type { FastifyInstance } from "fastify";
import { trafficOf } from "./in-flight.ts";

/** So many are always answered, however slow the loop. */
const ALWAYS_TAKEN = 256;
const MAX_LOOP_DELAY_MS = 500;
/** Beyond this a request would wait longer than its caller. */
const NEVER_TAKEN = 1_000;

/** Who looks after the server asks these: one that is busy is not to be restarted. */
const ABOUT_US = /^\/(?:livez|readyz|metrics)$/;

/** Turns requests away early when there are more than can be answered. */
export async function overload(app: FastifyInstance): Promise<void> {
  app.addHook("onRequest", async ({ url }) => {
    if (trafficOf(app).count > NEVER_TAKEN && !ABOUT_US.test(url)) tooMuch();
  });
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_LOOP_DELAY_MS,
    pressureHandler: async ({ url }) => {
      if (trafficOf(app).count > ALWAYS_TAKEN && !ABOUT_US.test(url)) tooMuch();
    },
  });
}

function tooMuch(): never {
  return refuse("unavailable", "There is more to do than can be done: try again shortly.", {
    retryAfterSeconds: 1,
  });
}
