import { channel } from "node:diagnostics_channel";
import * as scheduling from "@salon/scheduling";

/** How long the engine took for a question. */
export type EngineTiming = { readonly question: "search" | "refuse" | "explain"; readonly seconds: number };

const timings = channel("salon.engine");

/** Tells each timing of this process, until it is disposed of; nothing is measured while nobody listens. */
export function onEngineTiming(listen: (timing: EngineTiming) => void): Disposable {
  // The channel is ours alone: what it carries is what `timed` publishes.
  const listener = (message: unknown) => listen(message as EngineTiming);
  timings.subscribe(listener);
  return {
    [Symbol.dispose]() {
      timings.unsubscribe(listener);
    },
  };
}

export const search = timed("search", scheduling.search);
export const refuse = timed("refuse", scheduling.refuse);
export const explain = timed("explain", scheduling.explain);

function timed<Args extends unknown[], Answer>(
  question: EngineTiming["question"],
  ask: (...args: Args) => Answer,
): (...args: Args) => Answer {
  return (...args) => {
    if (!timings.hasSubscribers) return ask(...args);
    const startedAt = performance.now();
    const answer = ask(...args);
    timings.publish({ question, seconds: (performance.now() - startedAt) / 1000 } satisfies EngineTiming);
    return answer;
  };
}
