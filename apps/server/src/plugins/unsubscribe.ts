import { appRouter } from "@salon/api";
import type { Config } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { markup, page } from "../html.ts";
import type { CreateContext } from "../request-context.ts";
import { htmlScope, wantsHtml } from "./html-scope.ts";

const HTML = "text/html; charset=utf-8";
const FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"];
/** What mail programs post is a line that says what they want. */
const LONGEST_BODY = 4_096;

type Link = { Params: { token: string } };

/**
 * `/unsubscribe/{token}`, the link of mails that one may do without: asks people, and takes the one click of mail
 * programs (RFC 8058), which fetch nothing and post without a cookie.
 */
export function unsubscribePage(app: FastifyInstance, config: Config, createContext: CreateContext): void {
  htmlScope(app, config, [], (scope) => {
    for (const type of FORMS.filter((form) => !scope.hasContentTypeParser(form)))
      scope.addContentTypeParser(type, { parseAs: "string", bodyLimit: LONGEST_BODY }, (_, __, done) =>
        done(null),
      );
    scope.get<Link>("/unsubscribe/:token", (_, reply) => reply.type(HTML).send(ASKING));
    scope.post<Link>("/unsubscribe/:token", async (req, reply) => {
      const { notifications } = appRouter.createCaller(await createContext(req, reply));
      try {
        await notifications.unsubscribe({ token: req.params.token });
      } catch (error) {
        if (!wantsHtml(req)) throw error;
        return reply.code(400).type(HTML).send(NO_LINK);
      }
      return reply.type(HTML).send(DONE);
    });
  });
}

const ASKING = page(
  "No more of these mails?",
  markup`<p>Mails of this kind end; those that a visit depends on still come.</p>
<form method="post"><button>No more of these mails</button></form>`,
);
const DONE = page("There will be no more of these mails", markup`<p>You can close this page.</p>`);
const NO_LINK = page(
  "This link does not work",
  markup`<p>Open it again from the mail, with everything that belongs to it.</p>`,
);
