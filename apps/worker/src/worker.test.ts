import { randomUUID } from "node:crypto";
import { createSystemCtx, JOB_NAMES } from "@salon/core";
import { createTestDatabase } from "@salon/db/testing";
import { openRuntime, readConfig } from "@salon/runtime";
import { expect, test } from "vitest";
import { handlersOf } from "./handlers.ts";
import { SCHEDULES } from "./schedule.ts";

test("a job is done soon after its transaction commits, and never without it", async () => {
  await using database = await createTestDatabase();
  const config = readConfig({ NODE_ENV: "test", DATABASE_URL: database.url });
  await using worker = await openRuntime(config, "worker");
  await using server = await openRuntime(config, "server");
  const { promise: swept, resolve } = Promise.withResolvers<number>();
  let sweeps = 0;
  const handlers = {
    ...handlersOf((name) => createSystemCtx(worker, name)),
    async sweep() {
      sweeps += 1;
      resolve(performance.now());
    },
  };
  const { wake } = await worker.queue.consume(handlers, SCHEDULES);
  using _ = worker.onNews(wake);

  const sweep = { name: "sweep", data: {} } as const;
  const undone = server.begin(async (tx) => {
    await server.enqueue(tx, sweep);
    throw new Error("nothing was booked");
  });
  await expect(undone).rejects.toThrow("nothing was booked");
  const committed = performance.now();
  await server.begin((tx) => server.enqueue(tx, sweep));
  server.announce();
  expect((await swept) - committed).toBeLessThan(1_500);
  expect(sweeps).toBe(1);
  expect(await server.queue.depths()).toMatchObject({ sweep: 0 });
});

test("a job is told what was written with it", async () => {
  await using database = await createTestDatabase();
  const config = readConfig({ NODE_ENV: "test", DATABASE_URL: database.url });
  await using worker = await openRuntime(config, "worker");
  const { promise: told, resolve } = Promise.withResolvers<unknown>();
  const handlers = {
    ...handlersOf((name) => createSystemCtx(worker, name)),
    sendInvitation: async (data: unknown) => resolve(data),
  };
  const data = { invitationId: randomUUID() };
  await worker.begin((tx) => worker.enqueue(tx, { name: "sendInvitation", data }));
  await worker.queue.consume(handlers, []);
  expect(await told).toEqual(data);
});

test("every job of the platform's own runs on an empty database, twice", async () => {
  await using database = await createTestDatabase();
  await using worker = await openRuntime(
    readConfig({ NODE_ENV: "test", DATABASE_URL: database.url }),
    "worker",
  );
  const handlers = handlersOf((name) => createSystemCtx(worker, name));
  // Whatever a job is told of may be gone by the time it runs.
  const [invitationId, userId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const gone = { invitationId, userId, sessionId } as never;
  for (const name of [...JOB_NAMES, ...JOB_NAMES]) {
    await expect(handlers[name](gone)).resolves.toBeUndefined();
  }
});
