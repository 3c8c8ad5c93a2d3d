import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import { problemOf, problemType } from "@salon/api";
import { problemHandlers } from "@salon/rest-bridge";
import type { ProblemOptions } from "@salon/rest-bridge";
import type { Config, Runtime } from "@salon/runtime";
import { LogController } from "fastify";
import type { FastifyHttpOptions } from "fastify";

const BODY_LIMIT = 1_048_576;
const REQUEST_ID = /^[\w.:-]{1,128}$/;

export function httpOptions(
  runtime: Runtime,
  config: Config,
  onError: ProblemOptions["onError"],
): FastifyHttpOptions<Server> {
  const { frameworkErrors } = problemHandlers(problemOf, {
    typeOf: problemType,
    ...(onError && { onError }),
  });
  return {
    loggerInstance: runtime.log,
    logController: new LogController({ disableRequestLogging: true }),
    // Lines that belong to a request name it themselves: a logger for each would cost more than the line.
    childLoggerFactory: (logger) => logger,
    genReqId: requestIdOf,
    trustProxy: config.trustProxy > 0 && ((_, hop) => hop < config.trustProxy),
    bodyLimit: BODY_LIMIT,
    // Time for a whole request to arrive, headers among it: slow senders are cut off.
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    // A connection on which nothing moves, neither in nor out: slow readers are cut off too.
    connectionTimeout: 60_000,
    // A request without a Host is refused in our words: see one-host.ts.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, requireHostHeader: false },
    // Long enough for the procedures of a batch; their number has a limit of its own.
    routerOptions: { maxParamLength: 5_000 },
    // What was begun has finished by then: see in-flight.ts.
    forceCloseConnections: true,
    return503OnClosing: false,
    frameworkErrors,
    clientErrorHandler: answerClientError,
  };
}

/** A caller's own id is kept where it cannot be mistaken for anything else in a log line. */
function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
}

/** What is not HTTP, or comes too slowly, never becomes a request. */
function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const [status, phrase, code] =
    CLIENT_ERRORS[error.code ?? ""] ?? ([400, "Bad Request", "malformed_request"] as const);
  const body = JSON.stringify({
    type: problemType(code),
    title: phrase,
    status,
    code,
    instance: "",
    requestId: randomUUID(),
  });
  const head = [
    `HTTP/1.1 ${status} ${phrase}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

const CLIENT_ERRORS: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "request_timeout"],
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "headers_too_large"],
};
