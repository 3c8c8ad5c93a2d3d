import type { Config, Outbox, OutboxMail } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { markup, page } from "../html.ts";
import type { Html } from "../html.ts";
import { htmlScope, wantsHtml } from "./html-scope.ts";

const NEWEST = 200;

/** `/dev/outbox`: the mails that development sends nowhere. */
export function outboxPages(app: FastifyInstance, config: Config, outbox: Outbox): void {
  htmlScope(app, config, [], (scope) => {
    scope.get("/dev/outbox", async (req, reply) => {
      const items = await outbox.list(NEWEST);
      if (!wantsHtml(req)) return { items };
      const mails = items.length > 0 ? items.map(mailOf) : NO_MAIL;
      return reply.type("text/html; charset=utf-8").send(page("Outbox", markup`${mails}`));
    });
  });
}

const NO_MAIL = markup`<p class="muted">No mail yet. Sign up, and look again.</p>`;

function mailOf({ to, subject, text, link, sentAt }: OutboxMail): Html {
  const action = link ? markup`<p><a href="${link}">${subject}</a></p>` : markup``;
  const head = markup`<strong>${subject}</strong><br><small>to ${to}, ${sentAt}</small>`;
  return markup`<article>${head}${action}<pre>${text}</pre></article>`;
}
