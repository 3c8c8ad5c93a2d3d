import { once } from "node:events";
import type { FastifyInstance } from "fastify";
import type { Said } from "./server-process.ts";

/** The other side of `startProcess`: listens, tells what it has used when asked, and ends with its parent. */
export async function serve<Given>(build: (given: Given) => Promise<FastifyInstance>): Promise<void> {
  const [{ given }] = (await once(process, "message")) as [{ given: Given }];
  const app = await build(given);
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    say({ cpuMicros: user + system, peakKilobytes: process.resourceUsage().maxRSS });
  });
  process.once("disconnect", () => process.exit());
  await app.listen({ port: 0, host: "127.0.0.1" });
  say({ port: portOf(app) });
}

function portOf({ server }: FastifyInstance): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens to no port");
  return address.port;
}

function say(said: Said): void {
  process.send?.(said);
}
