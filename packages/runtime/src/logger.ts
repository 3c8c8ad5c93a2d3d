import { pino } from "pino";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { loggedError } from "./logged-error.ts";

export type { Logger } from "pino";

const SECRETS = [
  "authorization",
  "cookie",
  "set-cookie",
  "x-booking-token",
  "token",
  "password",
  "secret",
  "email",
  "phone",
];

/** JSON lines; readable ones in development. Secrets and personal values are left out by name, errors by content. */
export function openLogger({ logLevel, mode }: Pick<Config, "logLevel" | "mode">, name: string): Logger {
  return pino({
    name,
    level: logLevel,
    base: { process: name },
    redact: {
      paths: SECRETS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.headers["${key}"]`]),
      censor: "[left out]",
    },
    serializers: { err: loggedError, error: loggedError, req: () => undefined, res: () => undefined },
    ...(mode === "development" &&
      process.stdout.isTTY && {
        transport: { target: "pino-pretty", options: { ignore: "pid,hostname,process" } },
      }),
  });
}
