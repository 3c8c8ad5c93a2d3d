import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@salon/db/embedded";
import { migrate } from "@salon/db/migrate";
import { killWorkers } from "./kill-workers.ts";
import type { Counted } from "./kill-workers.ts";

/** Each on a database of its own, on this machine alone. */
const FAULTS: Record<string, (databaseUrl: string, dataDir: string) => Promise<Counted>> = {
  calm: (databaseUrl, dataDir) =>
    killWorkers({ databaseUrl, dataDir, bookings: 300, kills: 0, bookingsASecond: 15 }),
  worker: (databaseUrl, dataDir) =>
    killWorkers({ databaseUrl, dataDir, bookings: 1_000, kills: 20, bookingsASecond: 15 }),
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in FAULTS));
if (unknown !== undefined) {
  process.stderr.write(`There is no "${unknown}": ${Object.keys(FAULTS).join(", ")}.\n`);
  process.exit(1);
}
for (const [name, fault] of Object.entries(FAULTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const dataDir = await mkdtemp(join(tmpdir(), "salon-faults-"));
  try {
    await using server = await startEmbedded({ dataDir });
    await migrate(server.url);
    const { seconds, ...counted } = await fault(server.url, dataDir);
    const { p50, p99, longest } = seconds;
    const numbers = { ...counted, p50: p50.toFixed(2), p99: p99.toFixed(2), longest: longest.toFixed(2) };
    process.stdout.write(`${name}: ${JSON.stringify(numbers)}\n`);
    if (counted.doubled + counted.lost + counted.open > 0) process.exitCode = 1;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
