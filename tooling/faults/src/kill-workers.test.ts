import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@salon/db/testing";
import { expect, test } from "vitest";
import { killWorkers } from "./kill-workers.ts";

test(
  "whatever is killed, a booking's messages come, and each of them once",
  { timeout: 180_000 },
  async () => {
    await using database = await createTestDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), "salon-faults-"));
    await using _ = { [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) };
    const plan = { bookings: 100, kills: 4, bookingsASecond: 12 };
    const { seconds, ...counted } = await killWorkers({ databaseUrl: database.url, dataDir, ...plan });
    expect(counted).toEqual({
      bookings: 100,
      kills: 4,
      expected: 200,
      sent: 200,
      doubled: 0,
      lost: 0,
      open: 0,
    });
    expect(seconds.longest).toBeLessThan(60);
  },
);
