import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A message as it arrived. */
export type Received = {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly message: {
    readonly id: string;
    readonly type: string;
    readonly sequence: string;
    readonly data: Record<string, unknown>;
    readonly previous: Record<string, unknown>;
  };
};

export type Sink = AsyncDisposable & {
  readonly url: string;
  /** In the order of arrival. */
  readonly received: Received[];
  /** How it answers from now on. */
  answer: Answer;
};

/** A status, or whatever somebody does with a request whose body has arrived. */
export type Answer = number | ((res: ServerResponse, req: IncomingMessage) => void);

/** Another company's server, on this machine. */
export async function openSink(answer: Answer = 200): Promise<Sink> {
  const received: Received[] = [];
  const sink = { answer };
  const receive = async (req: IncomingMessage, res: ServerResponse) => {
    const body = await text(req);
    received.push({
      path: req.url ?? "",
      headers: req.headers as Record<string, string>,
      body,
      message: JSON.parse(body) as Received["message"],
    });
    if (typeof sink.answer === "number") res.writeHead(sink.answer).end();
    else sink.answer(res, req);
  };
  const server = createServer((req, res) => void receive(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return Object.assign(sink, {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  });
}
