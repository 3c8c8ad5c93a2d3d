import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx, Deps } from "@salon/core";

/** Work that is looked for again and again. Tells whether there may be more at once. */
export type Loop = {
  readonly name: string;
  readonly run: (ctx: Ctx) => Promise<boolean>;
  /** Waited for at the end: what goes on behind `run`. */
  readonly finish?: () => Promise<void>;
};

type Needs = Pick<Deps, "onNews"> & {
  readonly contextOf: (name: string) => Ctx;
  readonly onFailure: (name: string, error: unknown) => void;
};

/** What nobody has announced, such as a time that has come, is found by looking. */
const LOOK_MS = 1_000;
/** After a failure: what fails at once would fail as fast as the machine can. */
const PAUSE_MS = 2_000;

/** Runs each loop on its own: at once after news, and every second. Disposing of it lets what was begun finish. */
export function keepRunning(loops: readonly Loop[], needs: Needs): AsyncDisposable {
  const ending = new AbortController();
  const running = loops.map((loop) => keepOn(loop, needs, ending.signal));
  return {
    async [Symbol.asyncDispose]() {
      ending.abort();
      await Promise.all(running);
    },
  };
}

async function keepOn(
  { name, run, finish }: Loop,
  { onNews, contextOf, onFailure }: Needs,
  ending: AbortSignal,
): Promise<void> {
  let bell = new AbortController();
  using _ = onNews(() => bell.abort());
  while (!ending.aborted) {
    // What is announced from here on may be missed by this look, and asks for another.
    bell = new AbortController();
    try {
      if (await run(contextOf(name))) continue;
      await rest(LOOK_MS, AbortSignal.any([ending, bell.signal]));
    } catch (error) {
      onFailure(name, error);
      await rest(PAUSE_MS, ending);
    }
  }
  await finish?.();
}

/** Ends early on the signal. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
