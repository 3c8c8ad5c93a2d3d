import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Taken = { readonly id: string; readonly to: string; readonly at: number };

export type Sink = AsyncDisposable & {
  readonly url: string;
  /** Every mail that was taken, in that order, doubled ones included. */
  readonly taken: readonly Taken[];
};

/** A mail server on this machine that takes everything whose end it sees, and sends nothing on. */
export async function openSink(): Promise<Sink> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, { envelope }, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
      stream.on("end", () => {
        const id = /^Message-ID: (\S+)/im.exec(text)?.[1] ?? "";
        taken.push({ id, to: envelope.rcptTo[0]?.address ?? "", at: performance.now() });
        done();
      });
    },
  });
  // A killed worker's connection is reset.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    [Symbol.asyncDispose]: () => new Promise((closed) => server.close(() => closed())),
  };
}
