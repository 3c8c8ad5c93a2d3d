import { setTimeout as sleep } from "node:timers/promises";
import type { ApiContext } from "../api-context.ts";
import { appRouter } from "../root.ts";
import { createCallerFactory } from "../trpc.ts";
import type { Caller, TestApi } from "./index.ts";

const createCaller = createCallerFactory(appRouter);

type Said<Data> = { readonly id: string; readonly data: Data };

export type Watching<Data> = AsyncDisposable & {
  /** The next thing that is said. Throws what ended the subscription. */
  readonly next: () => Promise<Said<Data>>;
  /** Whether nothing is said for a while. */
  readonly isQuiet: (ms: number) => Promise<boolean>;
  /** Nobody listens any more; resolves when nothing is done for them either. */
  readonly stop: () => Promise<void>;
};

type Subscribe<Data> = (api: Caller) => Promise<AsyncIterable<Said<Data>>>;

/** Somebody who subscribes, as the server lets them. */
export async function watch<Data>(
  api: TestApi,
  who: Pick<ApiContext, "actor"> & Partial<ApiContext>,
  subscribe: Subscribe<Data>,
): Promise<Watching<Data>> {
  const listening = new AbortController();
  const context: ApiContext = {
    deps: api.deps,
    requestId: "watch",
    idempotencyKey: null,
    outcome: { replayed: false },
    ...who,
  };
  const events = await subscribe(createCaller(context, { signal: listening.signal }));
  const iterator = events[Symbol.asyncIterator]();
  let pending: Promise<IteratorResult<Said<Data>>> | undefined;
  const coming = () => (pending ??= iterator.next());
  const stop = async () => {
    listening.abort();
    await pending?.catch(() => undefined);
    await iterator.return?.();
  };
  return {
    async next() {
      const said = await coming();
      pending = undefined;
      if (said.done) throw new Error("The subscription has ended");
      return unwrapped<Data>(said.value);
    },
    async isQuiet(ms) {
      coming().catch(() => undefined);
      return Promise.race([coming().then(() => false), sleep(ms, true)]);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** A caller's types say what a client receives; what it gets itself is still in its envelope. */
function unwrapped<Data>(envelope: unknown): Said<Data> {
  const [id, data] = envelope as readonly [string, Data];
  return { id, data };
}
