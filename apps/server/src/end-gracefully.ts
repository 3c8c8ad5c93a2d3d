import { setTimeout as sleep } from "node:timers/promises";
import type { Config, Runtime } from "@salon/runtime";
import closeWithGrace from "close-with-grace";
import type { FastifyInstance } from "fastify";
import { beginEnding } from "./plugins/in-flight.ts";

const PATIENCE_MS = 9_000;

/** On a signal: say so at /readyz, let what was begun finish, then close everything. */
export function endGracefully(app: FastifyInstance, runtime: Runtime, { shutdownDelayMs }: Config): void {
  closeWithGrace({ delay: PATIENCE_MS + shutdownDelayMs, logger: false }, async ({ err }) => {
    if (err) runtime.log.fatal({ err }, "Ending after an error that nobody caught");
    beginEnding(app);
    await sleep(shutdownDelayMs);
    await app.close();
    await runtime[Symbol.asyncDispose]();
  });
}
