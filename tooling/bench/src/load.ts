import { Pool } from "undici";
import type { Dispatcher } from "undici";

export type Request = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Load = {
  readonly seconds: number;
  readonly statuses: Readonly<Record<number, number>>;
  /** Of each request, in the order in which they were answered. */
  readonly millis: readonly number[];
  readonly bytes: number;
};

/** Connections to a server, kept alive between loads. */
export class Clients implements AsyncDisposable {
  readonly #pool: Pool;

  constructor(url: string, connections: number) {
    this.#pool = new Pool(url, { connections, pipelining: 1 });
  }

  /** Sends requests from so many clients, each its next as soon as it has an answer. */
  async send(requests: readonly Request[], clients: number): Promise<Load> {
    const statuses: Record<number, number> = {};
    const millis: number[] = [];
    let bytes = 0;
    let next = 0;
    const begin = performance.now();
    const client = async () => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        const sent = performance.now();
        const { statusCode, body } = await this.#answerTo(request);
        millis.push(performance.now() - sent);
        statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
        bytes = body.byteLength;
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    return { seconds: (performance.now() - begin) / 1000, statuses, millis, bytes };
  }

  async #answerTo({ method, path, headers = {}, body }: Request) {
    const options: Dispatcher.RequestOptions = {
      method,
      path,
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body }),
    };
    const answer = await this.#pool.request(options);
    return { statusCode: answer.statusCode, body: await answer.body.arrayBuffer() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.close();
  }
}

/** Fails unless every answer had one of these: a fast refusal would look like speed. */
export function expectOnly(load: Load, ...expected: readonly number[]): Load {
  const others = Object.keys(load.statuses).filter((status) => !expected.includes(Number(status)));
  if (others.length > 0)
    throw new Error(`Answered ${JSON.stringify(load.statuses)} and not ${expected.join(" or ")}`);
  return load;
}

export function times(count: number, make: () => Request): Request[] {
  return Array.from({ length: count }, make);
}
