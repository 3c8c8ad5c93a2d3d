import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { createSystemCtx } from "@salon/core";
import type { Ctx, Mail } from "@salon/core";
import { withDatabase } from "@salon/db/with-database";
import { openRuntime, readConfig } from "@salon/runtime";
import type { Config, Runtime } from "@salon/runtime";
import { z } from "zod";

export type Platform = {
  /** Of the platform itself; the audit log names the command and who gave it. */
  readonly ctx: Ctx;
  readonly runtime: Runtime;
  readonly config: Config;
  /** What would have been sent. */
  readonly mails: readonly Mail[];
};

/** Works on the database of DATABASE_URL, or on the embedded one; whatever goes wrong is one sentence and exit code 1. */
export async function onPlatform(work: (platform: Platform) => Promise<void>): Promise<void> {
  try {
    if (existsSync(".env")) process.loadEnvFile();
    await withDatabase(async (databaseUrl) => {
      const mails: Mail[] = [];
      const config = readConfig({ LOG_LEVEL: "warn", ...process.env, DATABASE_URL: databaseUrl });
      const mailer = { send: async (mail: Mail) => void mails.push(mail) };
      await using runtime = await openRuntime(config, "command", { mailer });
      await runtime.ping();
      await work({ ctx: createSystemCtx(runtime, `admin-command by ${whoAmI()}`), runtime, config, mails });
    });
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The account of this machine; a container's may have no name. */
function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return "nobody known";
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n");
  return error instanceof Error ? error.message : String(error);
}
