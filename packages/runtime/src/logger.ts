import { pino } from "pino";
import type { Logger, LoggerOptions } from "pino";
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

/** Lines are written together: a system call for each would cost more than many a request. */
const WRITTEN = { sync: false, minLength: 4_096, periodicFlush: 100 };

/** JSON lines; readable ones in development. Secrets and personal values are left out by name, errors by content. */
export function openLogger({ logLevel, mode }: Pick<Config, "logLevel" | "mode">, name: string): Logger {
  const options: LoggerOptions = {
    name,
    level: logLevel,
    base: { process: name },
    redact: {
      paths: SECRETS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.headers["${key}"]`]),
      censor: "[left out]",
    },
    serializers: { err: loggedError, error: loggedError, req: () => undefined, res: () => undefined },
  };
  const readable = { target: "pino-pretty", options: { ignore: "pid,hostname,process" } };
  return mode === "development" && process.stdout.isTTY
    ? pino({ ...options, transport: readable })
    : pino(options, pino.destination(WRITTEN));
}
