import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startServerProcess } from "./testing/server-process.ts";

test("SIGTERM says no at /readyz first, and finishes the request that was begun", async () => {
  await using server = await startServerProcess({ SHUTDOWN_DELAY_MS: "300" });
  // A quarter of a second, whoever is asked for.
  const begun = fetch(`${server.url}/api/auth/request-password-reset`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "nobody@example.com" }),
  });
  await sleep(30);
  const ended = server.end();
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { interval: 10 }).toBe(503);
  expect((await begun).status).toBe(200);
  expect(await ended).toBe(0);
  await expect(fetch(`${server.url}/livez`)).rejects.toThrow("fetch failed");
});
