import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type Siteverify = AsyncDisposable & {
  readonly url: string;
  /** What it was asked. */
  readonly asked: Record<string, string>[];
  /** Answers nothing from now on, until its callers lose patience. */
  hang(): void;
  /** Breaks from now on. */
  fail(): void;
};

/** A service that judges challenges as Turnstile, hCaptcha and reCAPTCHA do: `solved` is right, once. */
export async function openSiteverify(secret: string): Promise<Siteverify> {
  const asked: Record<string, string>[] = [];
  const used = new Set<string>();
  let mood: "judging" | "hanging" | "failing" = "judging";
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const question = Object.fromEntries(new URLSearchParams(body));
      asked.push(question);
      if (mood === "hanging") return;
      if (mood === "failing") return res.writeHead(500).end("{}");
      const { response = "" } = question;
      const success = question["secret"] === secret && response.startsWith("solved") && !used.has(response);
      used.add(response);
      return res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ success }));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/siteverify`,
    asked,
    hang: () => void (mood = "hanging"),
    fail: () => void (mood = "failing"),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
