import { createHash, timingSafeEqual } from "node:crypto";
import { refuse } from "@salon/api";
import type { Config, Runtime } from "@salon/runtime";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "@prometheus-io/client";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { bearerOf } from "../credentials.ts";
import { trafficOf } from "./in-flight.ts";

export type Observer = {
  readonly refused: (req: FastifyRequest, code: string) => void;
  /** A file is known whose bytes its store has not. */
  readonly lostFile: (req: FastifyRequest) => void;
};

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const ENGINE_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1];

/** `/metrics` for Prometheus, read from this machine or with the operator's token. */
export function metrics(app: FastifyInstance, runtime: Runtime, { metricsToken }: Config): Observer {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers,
  });
  const bookings = new Counter({
    name: "salon_booking_attempts_total",
    help: "Bookings asked for, by outcome",
    labelNames: ["outcome"],
    registers,
  });
  const lost = new Counter({
    name: "salon_files_lost_total",
    help: "Files asked for whose bytes are missing from the store",
    registers,
  });
  gauge("http_requests_in_flight", "Requests being answered", (set) => set(trafficOf(app).count));
  const waiting = new Gauge({
    name: "salon_jobs_waiting",
    help: "Jobs that wait",
    labelNames: ["job"],
    registers,
  });
  const troubles = new Gauge({
    name: "salon_deliveries",
    help: "Messages to people that are past their time, or failed within a day",
    labelNames: ["state"],
    registers,
  });
  const connections = new Gauge({
    name: "salon_database_connections",
    help: "Connections of this database's clients",
    labelNames: ["state"],
    registers,
  });

  const engine = new Histogram({
    name: "salon_engine_seconds",
    help: "Time the availability engine takes for a question",
    labelNames: ["question"],
    buckets: ENGINE_BUCKETS,
    registers,
  });
  const timings = runtime.onEngineTiming(({ question, seconds }) => engine.observe({ question }, seconds));
  app.addHook("onClose", async () => timings[Symbol.dispose]());

  app.addHook("onResponse", (req, reply, done) => {
    const route = req.routeOptions.url ?? "none";
    duration.observe({ method: req.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    if (reply.statusCode < 300 && isBooking(req)) bookings.inc({ outcome: "made" });
    done();
  });
  app.get("/metrics", async (req, reply) => {
    if (!mayRead(req, metricsToken)) refuse("not_found", "There is nothing here.");
    for (const [job, count] of Object.entries(await runtime.queue.depths())) waiting.set({ job }, count);
    for (const [state, count] of Object.entries(await runtime.messageTroubles()))
      troubles.set({ state }, count);
    for (const { state, count } of await runtime.connections()) connections.set({ state }, count);
    return reply.type(register.contentType).send(await register.metrics());
  });
  return {
    refused: (req, code) => void (isBooking(req) && bookings.inc({ outcome: code })),
    lostFile(req) {
      req.log.error({ file: req.params }, "The bytes of a file are missing from its store");
      lost.inc();
    },
  };

  function gauge(name: string, help: string, collect: (set: (value: number) => void) => void): void {
    const made: Gauge = new Gauge({
      name,
      help,
      registers,
      collect: () => collect((value) => made.set(value)),
    });
  }
}

function isBooking({ method, url }: FastifyRequest): boolean {
  return method === "POST" && /^\/(?:api\/v1\/bookings|trpc\/bookings\.create)(?:\?|$)/.test(url);
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** The connection's own address: a forwarded one is whatever its sender says. */
function mayRead(req: FastifyRequest, token: string | undefined): boolean {
  const given = bearerOf(req.headers);
  if (token !== undefined && typeof given === "string" && timingSafeEqual(hash(given), hash(token)))
    return true;
  return LOOPBACK.test(req.socket.remoteAddress ?? "") && req.headers["x-forwarded-for"] === undefined;
}
