import { REASONS } from "@salon/contracts";
import { problemType, refuse, TITLES } from "@salon/api";
import type { Config } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { html, page } from "../html.ts";
import { htmlScope, wantsHtml } from "./html-scope.ts";
import { RESET_PAGE, RESET_SCRIPT } from "./reset-page.ts";

const HTML = "text/html; charset=utf-8";

const PLACES = [
  ["/docs", "the REST API, to read and to try"],
  ["/api/v1/openapi.json", "its OpenAPI 3.1 document"],
  ["/trpc", "the same operations for TypeScript, through the typed client"],
  ["/problems", "every error code"],
  ["/api/v1/categories", "a first request"],
  ["/readyz", "whether the server can do its work"],
] as const;

/** What people find who open the server in a browser. */
export function pages(app: FastifyInstance, config: Config): void {
  const places = config.production
    ? PLACES
    : [...PLACES, ["/dev/outbox", "the mails that development sends nowhere"] as const];
  htmlScope(app, config, [RESET_SCRIPT], (scope) => {
    scope.get("/", (req, reply) => {
      if (!wantsHtml(req)) return reply.send({ name: "salon", places: Object.fromEntries(places) });
      const list = places.map(
        ([path, what]) =>
          html`<dt>
              <a href="${path}"><code>${path}</code></a>
            </dt>
            <dd>${what}</dd>`,
      );
      return reply.type(HTML).send(
        page(
          "Salon",
          html`<p>The reservation backend of a salon marketplace. It is running.</p>
            <dl>${list}</dl>`,
        ),
      );
    });
    scope.get("/problems", (req, reply) => {
      const codes = Object.entries(TITLES).map(([code, title]) => ({ code, title, type: problemType(code) }));
      if (!wantsHtml(req)) return reply.send({ items: codes });
      const list = codes.map(
        ({ code, title, type }) =>
          html`<dt>
              <a href="${type}"><code>${code}</code></a>
            </dt>
            <dd>${title}</dd>`,
      );
      return reply.type(HTML).send(page("Problems", html`<dl>${list}</dl>`));
    });
    scope.get<{ Params: { code: string } }>("/problems/:code", (req, reply) => {
      const { code } = req.params;
      if (!isReason(code)) return refuse("not_found", "There is no such problem.");
      const [status, title] = [REASONS[code], TITLES[code]];
      if (!wantsHtml(req)) return reply.send({ type: problemType(code), code, status, title });
      return reply.type(HTML).send(
        page(
          title,
          html`<p>Code <code>${code}</code>, HTTP status ${status}.</p>
            <p><a href="/problems">All problems</a></p>`,
        ),
      );
    });
    scope.get("/reset-password", (_, reply) =>
      reply.type(HTML).send(page("Choose a new password", RESET_PAGE)),
    );
    scope.get<{ Querystring: { error?: string } }>("/address-confirmed", (req, reply) => {
      const [title, text] = req.query.error === undefined ? CONFIRMED : NOT_CONFIRMED;
      return reply.type(HTML).send(page(title, html`<p>${text}</p>`));
    });
  });
}

const CONFIRMED = ["Your address is confirmed", "You can close this page."] as const;
const NOT_CONFIRMED = ["This link does not work any more", "Sign in and ask for another one."] as const;

function isReason(code: string): code is keyof typeof REASONS {
  return Object.hasOwn(REASONS, code);
}
