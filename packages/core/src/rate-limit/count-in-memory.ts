import { spentOf } from "./counters.ts";
import type { Budget, Counters } from "./counters.ts";

type Counter = { count: number; resetsAt: number };

const MOST_KEYS = 100_000;

/** Counters of this process alone. */
export function countInMemory(now: () => number = Date.now): Counters {
  const counters = new Map<string, Counter>();

  function current(key: string, seconds: number): Counter {
    const known = counters.get(key);
    if (known && known.resetsAt > now()) return known;
    counters.delete(key);
    if (counters.size >= MOST_KEYS) makeRoom(counters, now());
    const fresh = { count: 0, resetsAt: now() + seconds * 1000 };
    counters.set(key, fresh);
    return fresh;
  }

  return {
    async spend(budget, who, count = 1) {
      const counter = current(keyOf(budget, who), budget.seconds);
      const seconds = (counter.resetsAt - now()) / 1000;
      const wanted = counter.count + count;
      counter.count = Math.min(wanted, budget.max);
      return spentOf(budget, wanted, seconds);
    },
    async takeBack(budget, who, unwanted = 1) {
      const counter = counters.get(keyOf(budget, who));
      if (counter) counter.count = Math.max(counter.count - unwanted, 0);
    },
    async forget(budget, who) {
      counters.delete(keyOf(budget, who));
    },
  };
}

function keyOf({ name }: Budget, who: string): string {
  return `${name} ${who}`;
}

/** What is over goes; where nothing is, the oldest. */
function makeRoom(counters: Map<string, Counter>, now: number): void {
  for (const [key, { resetsAt }] of counters) if (resetsAt <= now) counters.delete(key);
  const [oldest] = counters.keys();
  if (counters.size >= MOST_KEYS && oldest !== undefined) counters.delete(oldest);
}
