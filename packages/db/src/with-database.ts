import { join } from "node:path";

import { runningEmbedded, startEmbedded } from "./embedded.ts";

/** DATABASE_URL's server, or the embedded one: a running one if there is, else its own for as long as it takes. */
export async function withDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const dataDir = join(process.env["DATA_DIR"] || ".data", "postgres");
  const url = process.env["DATABASE_URL"] || runningEmbedded(dataDir);
  if (url) return work(url);
  await using database = await startEmbedded({ dataDir });
  await work(database.url);
}
