import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestDatabase } from "@salon/db/testing";
import { expect, test } from "vitest";

test("SIGTERM says no at /readyz first, and finishes the request that was begun", async () => {
  await using database = await createTestDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      DATABASE_URL: database.url,
      DATA_DIR: await mkdtemp(join(tmpdir(), "salon-ending-")),
      PORT: String(port),
      SHUTDOWN_DELAY_MS: "300",
    },
  });
  const ended = once(server, "exit");
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) await sleep(50);

  // A quarter of a second, whoever is asked for.
  const begun = fetch(`${url}/api/auth/request-password-reset`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "nobody@example.com" }),
  });
  await sleep(30);
  server.kill("SIGTERM");
  await sleep(50);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  expect((await begun).status).toBe(200);
  const [code] = (await ended) as [number];
  expect(code).toBe(0);
  await expect(fetch(`${url}/livez`)).rejects.toThrow("fetch failed");
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
