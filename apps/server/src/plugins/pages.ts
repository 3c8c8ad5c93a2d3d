import { REASONS } from "@salon/contracts";
import type { Reason } from "@salon/contracts";
import { problemType, refuse, TITLES } from "@salon/api";
import type { Config } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { markup, page } from "../html.ts";
import type { Html } from "../html.ts";
import { CONFIRM_ADDRESS_PAGE, CONFIRM_ADDRESS_SCRIPT } from "./confirm-address-page.ts";
import { htmlScope, wantsHtml } from "./html-scope.ts";
import { INVITATION_PAGE, INVITATION_SCRIPT } from "./invitation-page.ts";
import { MANAGE_PAGE, MANAGE_SCRIPT } from "./manage-page.ts";
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
const OUTBOX = ["/dev/outbox", "the mails that development sends nowhere"] as const;
const NOT_SIGNED_IN = ["This sign-in did not work", "Go back to where you came from and try again."] as const;

/** What people find who open the server in a browser; programs get the same as JSON. */
export function pages(app: FastifyInstance, config: Config): void {
  const places = config.production ? PLACES : [...PLACES, OUTBOX];
  htmlScope(
    app,
    config,
    [CONFIRM_ADDRESS_SCRIPT, INVITATION_SCRIPT, MANAGE_SCRIPT, RESET_SCRIPT],
    (scope) => {
      scope.get("/", (req, reply) => {
        if (!wantsHtml(req)) return reply.send({ name: "salon", places: Object.fromEntries(places) });
        const intro = markup`<p>The reservation backend of a salon marketplace. It is running.</p>`;
        return reply.type(HTML).send(page("Salon", markup`${intro}${listOf(places)}`));
      });
      scope.get("/problems", (req, reply) => {
        const items = Object.entries(TITLES).map(([code, title]) => ({
          code,
          title,
          type: problemType(code),
        }));
        if (!wantsHtml(req)) return reply.send({ items });
        return reply.type(HTML).send(page("Problems", listOf(items.map(({ type, title }) => [type, title]))));
      });
      scope.get<{ Params: { code: string } }>("/problems/:code", (req, reply) => {
        const { code } = req.params;
        if (!isReason(code)) return refuse("not_found", "There is no such problem.");
        const [status, title] = [REASONS[code], TITLES[code]];
        if (!wantsHtml(req)) return reply.send({ type: problemType(code), code, status, title });
        return reply.type(HTML).send(page(title, aboutProblem(code, status)));
      });
      scope.get("/reset-password", (_, reply) =>
        reply.type(HTML).send(page("Choose a new password", RESET_PAGE)),
      );
      scope.get("/confirm-address", (_, reply) =>
        reply.type(HTML).send(page("Confirm your address", CONFIRM_ADDRESS_PAGE)),
      );
      scope.get("/invitations", (_, reply) =>
        reply.type(HTML).send(page("Your invitation", INVITATION_PAGE)),
      );
      scope.get("/manage/:bookingId", (_, reply) => reply.type(HTML).send(page("Your booking", MANAGE_PAGE)));
      scope.get("/sign-in-failed", (_, reply) => {
        const [title, text] = NOT_SIGNED_IN;
        return reply.type(HTML).send(page(title, markup`<p>${text}</p>`));
      });
    },
  );
}

function listOf(places: readonly (readonly [path: string, what: string])[]): Html {
  return markup`<dl>${places.map(([path, what]) => markup`<dt><a href="${path}"><code>${path}</code></a></dt><dd>${what}</dd>`)}</dl>`;
}

function aboutProblem(code: Reason, status: number): Html {
  return markup`<p>Code <code>${code}</code>, HTTP status ${status}.</p><p><a href="/problems">All problems</a></p>`;
}

function isReason(code: string): code is Reason {
  return Object.hasOwn(REASONS, code);
}
