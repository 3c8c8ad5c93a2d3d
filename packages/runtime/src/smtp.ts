import { Transform } from "node:stream";
import type { HandOver, Mail, Mailer } from "@salon/core";
import { Undeliverable } from "@salon/core";
import { createTransport } from "nodemailer";
import type { Config } from "./config.ts";
import type { Logger } from "./logger.ts";

/** What the server may take for a mail in all stays below the time for which a worker claims it. */
const LIMITS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

export type SmtpMailer = Mailer & AsyncDisposable;

/** Mails through a server, over a few connections that are kept. */
export function smtpMailer({ url, from }: NonNullable<Config["smtp"]>, log: Logger): SmtpMailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    // Only who asked for a mail knows whether it may be sent again.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...LIMITS,
  });
  transport.use("stream", (mail, next) => {
    const { handOver } = mail.data as { handOver?: HandOver };
    if (handOver) mail.message.processFunc((input) => input.pipe(held(handOver)));
    next();
  });
  return {
    async send(mail, handOver) {
      try {
        await transport.sendMail({ ...messageOf(mail, from), ...(handOver && { handOver }) });
      } catch (error) {
        if (isHopeless(error)) throw new Undeliverable("The mail's server knows nobody there");
        log.warn({ err: error, mailId: mail.id }, "A mail was not taken");
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      transport.close();
    },
  };
}

/** All of a mail but its end, which waits: a mail without an end is none. */
function held(handOver: HandOver): Transform {
  return new Transform({
    transform: (chunk, _, next) => next(null, chunk),
    flush(done) {
      let isOver = false;
      const end = (error?: Error) => {
        if (!isOver) done(error);
        isOver = true;
      };
      // The driver writes what commits in the same turn of the event loop, right behind the mail's end.
      handOver(() => void setImmediate(end)).then(() => undefined, end);
    },
  });
}

/** Names and subjects are encoded as such: no line of theirs is a header. */
function messageOf(mail: Mail, from: string) {
  const domain = from.slice(from.lastIndexOf("@") + 1).replace(/>.*$/, "");
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
  return {
    from: mail.fromName === undefined ? from : { name: mail.fromName, address },
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    ...(mail.html !== undefined && { html: mail.html }),
    ...(mail.replyTo !== undefined && { replyTo: { name: "", address: mail.replyTo } }),
    ...(mail.id !== undefined && { messageId: `<${mail.id}@${domain}>` }),
    attachments: (mail.attachments ?? []).map((attachment) => ({ ...attachment })),
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(mail.unsubscribeUrl !== undefined && {
        "List-Unsubscribe": `<${mail.unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  };
}

/** A recipient who was refused for good (RFC 5321, 4.2.1), or whose address is none. */
function isHopeless(error: unknown): boolean {
  const {
    code,
    command,
    responseCode = 0,
  } = error as { code?: string; command?: string; responseCode?: number };
  return code === "EENVELOPE" && (responseCode === 0 || (command === "RCPT TO" && responseCode >= 500));
}
