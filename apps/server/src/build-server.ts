import { problemOf, problemType } from "@salon/api";
import { installProblems } from "@salon/rest-bridge";
import type { ProblemOptions } from "@salon/rest-bridge";
import type { Config, Runtime } from "@salon/runtime";
import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { httpOptions } from "./http-options.ts";
import { problemLog } from "./problem-log.ts";
import { authRoutes } from "./plugins/auth.ts";
import { crossSiteGuard } from "./plugins/cross-site.ts";
import { docs } from "./plugins/docs.ts";
import { files } from "./plugins/files.ts";
import { health } from "./plugins/health.ts";
import { trackInFlight } from "./plugins/in-flight.ts";
import { metrics } from "./plugins/metrics.ts";
import { oneHost } from "./plugins/one-host.ts";
import { openStreams } from "./plugins/open-streams.ts";
import { outboxPages } from "./plugins/outbox.ts";
import { overload } from "./plugins/overload.ts";
import { pages } from "./plugins/pages.ts";
import { rateLimits } from "./plugins/rate-limits.ts";
import { requestLog } from "./plugins/request-log.ts";
import { rest } from "./plugins/rest.ts";
import { securityHeaders } from "./plugins/security-headers.ts";
import { securityTxt } from "./plugins/security-txt.ts";
import { trpc } from "./plugins/trpc.ts";
import { unsubscribePage } from "./plugins/unsubscribe.ts";
import { contextMaker } from "./request-context.ts";

type OnProblem = NonNullable<ProblemOptions["onError"]>;

/** The whole server, which listens to nothing yet. */
export async function buildServer(runtime: Runtime, config: Config): Promise<FastifyInstance> {
  const log = problemLog(runtime.log);
  const onError: OnProblem = (error, req, problem) => {
    log(error, req, problem);
    observer.refused(req, problem.code);
  };
  const app: FastifyInstance = Fastify(httpOptions(runtime, config, onError));
  installProblems(app, problemOf, { typeOf: problemType, onError });
  trackInFlight(app);
  requestLog(app, config);
  oneHost(app);
  const observer = metrics(app, runtime, config);
  await securityHeaders(app, config);
  await overload(app);
  const budgets = rateLimits(app, runtime, config);
  crossSiteGuard(app, runtime, config);

  const door = { createContext: contextMaker(runtime, config, budgets), onError };
  trpc(app, { ...door, holdStream: openStreams(config) });
  rest(app, door);
  files(app, door, observer);
  authRoutes(app, runtime, config, budgets);
  health(app, runtime);
  securityTxt(app, config);
  await docs(app);
  pages(app, config);
  unsubscribePage(app, config, door.createContext);
  if (runtime.outbox) outboxPages(app, config, runtime.outbox);
  return app;
}
