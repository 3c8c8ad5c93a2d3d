import type { Config, Outbox, OutboxMail } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { html, page } from "../html.ts";
import type { Html } from "../html.ts";
import { htmlScope, wantsHtml } from "./html-scope.ts";

const NEWEST = 200;

/** `/dev/outbox`: the mails that development sends nowhere. */
export function outboxPages(app: FastifyInstance, config: Config, outbox: Outbox): void {
  htmlScope(app, config, [], (scope) => {
    scope.get("/dev/outbox", async (req, reply) => {
      const items = await outbox.list(NEWEST);
      if (!wantsHtml(req)) return { items };
      const body =
        items.length > 0
          ? items.map(mailOf)
          : [html`<p class="muted">No mail yet. Sign up, and look again.</p>`];
      return reply.type("text/html; charset=utf-8").send(page("Outbox", html`${body}`));
    });
  });
}

function mailOf({ to, subject, text, link, sentAt }: OutboxMail): Html {
  const action = link ? html`<p><a href="${link}">${subject}</a></p>` : html``;
  return html`<article>
    <strong>${subject}</strong><br /><small>to ${to}, ${sentAt}</small>${action}
    <pre>${text}</pre>
  </article>`;
}
