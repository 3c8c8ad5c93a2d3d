import { refuse } from "@salon/api";
import type { Config, Runtime } from "@salon/runtime";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { cookieTokenOf } from "../credentials.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses writes that a foreign page makes a browser send with its cookie. */
export function crossSiteGuard(
  app: FastifyInstance,
  { auth }: Pick<Runtime, "auth">,
  { publicUrl, corsOrigins }: Config,
): void {
  const trusted = new Set([new URL(publicUrl).origin, ...corsOrigins]);
  app.addHook("onRequest", async (req) => {
    if (SAFE.has(req.method) || cookieTokenOf(req.headers, auth.sessionCookie) === undefined) return;
    if (!comesFromHere(req, trusted))
      refuse("cross_site_request", "A request with a session cookie must come from this site.");
  });
}

/** A browser names the page's origin with every write; a client without pages sends a bearer token and no cookie. */
function comesFromHere({ headers, host }: FastifyRequest, trusted: ReadonlySet<string>): boolean {
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  if (origin !== undefined && trusted.has(origin)) return true;
  if (origin === undefined) return site === "same-origin";
  return site !== "cross-site" && site !== "same-site" && hostOf(origin) === host;
}

function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host;
}
