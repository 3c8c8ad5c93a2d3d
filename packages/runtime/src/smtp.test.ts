import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Undeliverable } from "@salon/core";
import { pino } from "pino";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import { smtpMailer } from "./smtp.ts";

const MAIL = { to: "alice@example.com", subject: "Booked", text: "Hello Alice", html: "<p>Hello Alice</p>" };

/** A mail server on this machine that keeps what it gets; it knows nobody at `nowhere.example`. */
async function openSink() {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo({ address }, _, done) {
      const isKnown = !address.endsWith("@nowhere.example");
      done(isKnown ? null : Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
    },
    onData(stream, _, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        if (!stream.sizeExceeded) mails.push(text);
        done();
      });
    },
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const config = { url: `smtp://127.0.0.1:${port}`, from: "Salons <no-reply@salons.example>" };
  const mailer = smtpMailer(config, pino({ level: "silent" }));
  return {
    mails,
    mailer,
    async [Symbol.asyncDispose]() {
      await mailer[Symbol.asyncDispose]();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

test("a mail has text and HTML, an id of its sender's, and one click ends it", async () => {
  await using sink = await openSink();
  await sink.mailer.send({
    ...MAIL,
    id: "0197a3c4",
    fromName: "Salon Mitte",
    unsubscribeUrl: "https://salons.example/unsubscribe/token",
    attachments: [{ filename: "visit.ics", contentType: "text/calendar", content: "BEGIN:VCALENDAR" }],
  });
  const [mail = ""] = sink.mails;
  expect(mail).toContain("From: Salon Mitte <no-reply@salons.example>");
  expect(mail).toContain("Message-ID: <0197a3c4@salons.example>");
  expect(mail).toContain("List-Unsubscribe: <https://salons.example/unsubscribe/token>");
  expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  for (const part of ["text/plain", "text/html", "text/calendar"]) expect(mail).toContain(part);
});

test("no name, subject or address is another header or another recipient", async () => {
  await using sink = await openSink();
  await sink.mailer.send({
    ...MAIL,
    subject: "Booked\r\nBcc: mallory@example.com\r\n\r\nbody",
    fromName: "Salon\r\nX-Evil: yes",
    replyTo: "a@example.com\r\nBcc: mallory@example.com",
  });
  await sink.mailer
    .send({ ...MAIL, to: "alice@example.com>\r\nRCPT TO:<mallory@example.com" })
    .catch(() => undefined);
  expect(sink.mails.join("\n")).not.toMatch(/^(?:bcc|x-evil):/im);
  expect(sink.mails.length).toBeGreaterThan(0);
});

test("a mail goes out with its note, and not at all where the note fails", async () => {
  await using sink = await openSink();
  let before = -1;
  await sink.mailer.send(MAIL, async (release) => {
    await new Promise((passed) => setTimeout(passed, 50));
    before = sink.mails.length;
    release();
  });
  expect([before, sink.mails.length]).toEqual([0, 1]);
  const unnoted = sink.mailer.send(MAIL, async () => {
    throw new Error("the database is gone");
  });
  await expect(unnoted).rejects.toThrow("the database is gone");
  await sink.mailer.send({ ...MAIL, subject: "Next" });
  expect(sink.mails).toHaveLength(2);
  expect(sink.mails[1]).toContain("Subject: Next");
});

test("whom the server does not know is not tried again", async () => {
  await using sink = await openSink();
  await expect(sink.mailer.send({ ...MAIL, to: "bob@nowhere.example" })).rejects.toThrow(Undeliverable);
});
