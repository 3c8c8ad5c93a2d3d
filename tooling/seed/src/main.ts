import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signIns } from "./sign-ins.ts";
import { whatIsThere } from "./what-is-there.ts";

/** `--if-empty`: is quiet about a database that has salons, and shows the sign-ins where they are the demo's. */
try {
  await seed(process.env, process.argv.includes("--if-empty"));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function seed(env: NodeJS.ProcessEnv, ifEmpty: boolean): Promise<void> {
  if (env["NODE_ENV"] === "production")
    throw new Error("The demo has known passwords: it is not made in production.");
  const databaseUrl = env["DATABASE_URL"];
  if (!databaseUrl)
    throw new Error("DATABASE_URL says where to make the demo; pnpm db:seed finds it by itself.");
  const there = await whatIsThere(databaseUrl);
  if (there === "nothing") await make(env);
  else if (!ifEmpty) throw new Error(`The demo needs an empty database, and this one has ${there}.`);
  if (there !== "other salons") process.stdout.write(`${signIns()}\n`);
}

async function make(env: NodeJS.ProcessEnv): Promise<void> {
  const began = performance.now();
  process.stderr.write("Making the demo …\n");
  // Most starts find it made already, and need none of this.
  const [{ openFileStore, openRuntime, readConfig }, { makeDemo }] = await Promise.all([
    import("@salon/runtime"),
    import("./make-demo.ts"),
  ]);
  // Its people's mails are read here; nobody else's outbox shows them.
  const dataDir = await mkdtemp(join(tmpdir(), "salon-seed-"));
  try {
    const config = readConfig({ ...env, DATA_DIR: dataDir, LOG_LEVEL: "warn", SALON_APPROVAL: "off" });
    await using runtime = await openRuntime(config, "server");
    // Its photos stay, where the server looks for them.
    await makeDemo({ ...runtime, files: await openFileStore(readConfig(env)) }, config);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  process.stderr.write(`Made the demo in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
}
