import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { runApp } from "./app-process.ts";

/** An app that writes its process number into a file and then does what it is told. */
function appThat(does: string): Disposable & { entry: string; starts(): number[] } {
  const folder = mkdtempSync(join(tmpdir(), "salon-test-launcher-"));
  const [entry, log] = [join(folder, "app.ts"), join(folder, "starts")];
  writeFileSync(log, "");
  writeFileSync(
    entry,
    `import { appendFileSync } from "node:fs";
     appendFileSync(${JSON.stringify(log)}, process.pid + "\\n");
     ${does}`,
  );
  const starts = () => readFileSync(log, "utf8").split("\n").filter(Boolean).map(Number);
  return { entry, starts, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const SOON = { timeout: 10_000 };

test("an app that crashes is started again, until it is stopped", async () => {
  using crashing = appThat("process.exit(1);");
  const app = runApp("worker", crashing.entry, process.env);
  await expect.poll(() => crashing.starts().length, SOON).toBeGreaterThan(1);
  await app.stop();
  const starts = crashing.starts().length;
  await new Promise((next) => setTimeout(next, 1_500));
  expect(crashing.starts()).toHaveLength(starts);
});

test("a restart ends the old process before the new one starts", async () => {
  using serving = appThat("setInterval(() => undefined, 1_000);");
  const app = runApp("server", serving.entry, process.env);
  await expect.poll(() => serving.starts().length, SOON).toBe(1);
  await app.restart();
  expect(isRunning(serving.starts()[0] ?? 0)).toBe(false);
  await expect.poll(() => serving.starts().length, SOON).toBe(2);
  await app.stop();
  expect(isRunning(serving.starts()[1] ?? 0)).toBe(false);
});

test("an app ends when its launcher is killed", async () => {
  using serving = appThat("setInterval(() => undefined, 1_000);");
  const program = `const { runApp } = await import(process.argv[1]); runApp("server", process.argv[2], process.env);`;
  const module = join(import.meta.dirname, "app-process.ts");
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", program, module, serving.entry]);
  await expect.poll(() => serving.starts().length, SOON).toBe(1);
  launcher.kill("SIGKILL");
  await once(launcher, "exit");
  await expect.poll(() => isRunning(serving.starts()[0] ?? 0), SOON).toBe(false);
});
