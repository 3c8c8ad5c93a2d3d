import { refuse } from "@salon/api";
import type { Config, Outbox, OutboxMail } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { markup, page } from "../html.ts";
import type { Html } from "../html.ts";
import { htmlScope, wantsHtml } from "./html-scope.ts";

const HTML = "text/html; charset=utf-8";
const NEWEST = 200;
const POLICY = "content-security-policy";
/** A mail's own styles, and nothing else of it: it is shown as mail programs would. */
const AS_MAIL =
  "default-src 'none';style-src 'unsafe-inline';img-src data:;frame-ancestors 'self';sandbox allow-top-navigation-by-user-activation";

type OfMail = { Params: { id: string } };
type OfPart = { Params: { id: string; number: string } };

/** `/dev/outbox`: the mails that development sends nowhere, each with its text, its HTML and what is attached to it. */
export function outboxPages(app: FastifyInstance, config: Config, outbox: Outbox): void {
  const find = async (id: string) => {
    const mail = (await outbox.list(NEWEST)).find((one) => one.id === id);
    return mail ?? refuse("not_found", "There is no such mail among the newest.");
  };
  htmlScope(app, config, [], (scope) => {
    scope.get("/dev/outbox", async (req, reply) => {
      const items = await outbox.list(NEWEST);
      if (!wantsHtml(req)) return { items };
      const mails = items.length > 0 ? items.map(mailOf) : NO_MAIL;
      return reply.type(HTML).send(page("Outbox", markup`${mails}`));
    });
    scope.get<OfMail>("/dev/outbox/:id", async ({ params }, reply) => {
      const mail = await find(params.id);
      const frame = markup`<iframe src="/dev/outbox/${mail.id}/html" title="The mail" width="100%" height="640"></iframe>`;
      reply.header(POLICY, `${String(reply.getHeader(POLICY))};frame-src 'self'`);
      return reply
        .type(HTML)
        .send(page(mail.subject, markup`${mailOf(mail)}${mail.html ? frame : markup``}`));
    });
    scope.get<OfMail>("/dev/outbox/:id/html", async ({ params }, reply) => {
      const { html = "" } = await find(params.id);
      reply.header(POLICY, AS_MAIL);
      return reply.type(HTML).send(html.replace("<head>", '<head><base target="_top">'));
    });
    scope.get<OfPart>("/dev/outbox/:id/attachments/:number", async ({ params }, reply) => {
      const part = (await find(params.id)).attachments?.[Number(params.number)];
      if (!part) return refuse("not_found", "There is no such attachment.");
      const name = encodeURIComponent(part.filename);
      return reply
        .type(part.contentType)
        .header("content-disposition", `attachment; filename*=UTF-8''${name}`)
        .send(part.content);
    });
  });
}

const NO_MAIL = markup`<p class="muted">No mail yet. Sign up, and look again.</p>`;

function mailOf({ id, to, subject, text, link, sentAt, attachments = [] }: OutboxMail): Html {
  const action = link ? markup`<p><a href="${link}">${subject}</a></p>` : markup``;
  const head = markup`<strong><a href="/dev/outbox/${id}">${subject}</a></strong><br><small>to ${to}, ${sentAt}</small>`;
  const parts = attachments.map(
    ({ filename }, number) =>
      markup`<p><a href="/dev/outbox/${id}/attachments/${number}">${filename}</a></p>`,
  );
  return markup`<article>${head}${action}<pre>${text}</pre>${parts}</article>`;
}
