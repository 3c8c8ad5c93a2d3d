import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, createCtx, createSalon, createWebhook, listEvents } from "@salon/core";
import type { Ctx } from "@salon/core";
import { openDatabase } from "@salon/db";
import { users } from "@salon/db/schema";
import { createTestDatabase } from "@salon/db/testing";
import { openRuntime, readConfig } from "@salon/runtime";
import { expect, test, vi } from "vitest";

const EVENTS = 60;

type Message = { readonly id: string; readonly sequence: string };

/** Another company's server, which is down at first. */
async function openSink() {
  const received: Message[] = [];
  const sink = { isUp: false, refused: 0 };
  const receive = async (req: IncomingMessage, res: ServerResponse) => {
    const message = JSON.parse(await text(req)) as Message;
    if (sink.isUp) received.push(message);
    else sink.refused += 1;
    res.writeHead(sink.isUp ? 200 : 503).end();
  };
  const server = createServer((req, res) => void receive(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return Object.assign(sink, {
    received,
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  });
}

/** A worker in a process of its own, which ends as if the power went. */
function startWorker(env: Record<string, string>): AsyncDisposable {
  const worker = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: "ignore",
  });
  return {
    async [Symbol.asyncDispose]() {
      const ended = once(worker, "exit");
      if (worker.kill("SIGKILL")) await ended;
    },
  };
}

async function openSalon(ctxOf: (userId: string) => Ctx, deps: Ctx, url: string) {
  const userId = randomUUID();
  const olga = { id: userId, name: "Olga", email: `${userId}@example.com`, emailVerified: true };
  await deps.begin(async (tx) => tx.insert(users).values(olga));
  const address = { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" };
  const salon = {
    name: "Salon",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    locale: "de",
    address,
    sandbox: false,
  };
  const { id: salonId } = await createSalon(ctxOf(userId), { ...salon, categories: [] });
  await createWebhook(ctxOf(userId), { salonId, url, eventTypes: ["client.created"] });
  return {
    happen: async () => createClient(ctxOf(userId), { salonId, name: "Alice" }),
    made: async () => {
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await listEvents(ctxOf(userId), { salonId, after, limit: 100 });
        ids.push(...page.items.filter(({ type }) => type === "client.created").map(({ id }) => id));
        after = page.nextCursor ?? undefined;
      } while (after !== undefined);
      return ids;
    },
  };
}

test("an address that was down, and workers that were killed while they sent: everything arrives", async () => {
  await using database = await createTestDatabase();
  await using sink = await openSink();
  const dataDir = await mkdtemp(join(tmpdir(), "salon-"));
  const env = { NODE_ENV: "test", DATABASE_URL: database.url, DATA_DIR: dataDir };
  await using runtime = await openRuntime(readConfig(env), "server");
  await using connection = openDatabase(database.url, { poolSize: 1, applicationName: "salon test" });
  const { sql } = connection;
  const request = { id: randomUUID(), idempotency: null, onReplay: () => undefined };
  const ctxOf = (userId: string) =>
    createCtx(runtime, { kind: "user", userId, emailVerified: true }, request);
  const { happen, made } = await openSalon(ctxOf, ctxOf(randomUUID()), sink.url);

  {
    await using _ = startWorker(env);
    for (let n = 0; n < EVENTS / 2; n += 1) await happen();
    await vi.waitFor(() => expect(sink.refused).toBeGreaterThan(0), { timeout: 20_000 });
  }
  sink.isUp = true;
  for (let kills = 0; kills < 3; kills += 1) {
    const before = sink.received.length;
    await using _ = startWorker(env);
    for (let n = 0; n < EVENTS / 6; n += 1) await happen();
    // What a killed worker had taken is free half a minute later, and a failing address is asked again some seconds later.
    await sql`update webhook_deliveries set claimed_until = now() where claimed_until > now()`;
    await sql`update webhook_endpoints set retry_at = now() where retry_at > now()`;
    await vi.waitFor(() => expect(sink.received.length).toBeGreaterThan(before), {
      timeout: 20_000,
      interval: 5,
    });
    await sleep(20 * kills);
  }
  await sql`update webhook_deliveries set claimed_until = now() where claimed_until > now()`;
  await using _ = startWorker(env);
  const expected = await made();
  await vi.waitFor(() => expect(new Set(sink.received.map(({ id }) => id)).size).toBe(expected.length), {
    timeout: 30_000,
  });
  const firsts = [...new Map(sink.received.map((message) => [message.id, message])).values()];
  const inOrder = firsts.toSorted((a, b) => (a.sequence < b.sequence ? -1 : 1));
  expect(inOrder.map(({ id }) => id)).toEqual(expected);
  await rm(dataDir, { recursive: true, force: true });
}, 120_000);
