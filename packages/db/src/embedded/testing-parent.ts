import { startEmbedded } from "../embedded.ts";

/** A parent for tests to kill: starts the database in its first argument and says where it is. */
const database = await startEmbedded({ dataDir: process.argv[2] ?? "" });
process.stdout.write(`${database.url}\n`);
