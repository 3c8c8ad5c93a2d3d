type Entry = { count: number; until: number };

const MOST_KEYS = 100_000;

/** Failures of each key within a time. One under way counts until it has gone well: parallel guesses are guesses. */
export class Failures {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #entries = new Map<string, Entry>();

  constructor(max: number, windowMs: number) {
    this.#max = max;
    this.#windowMs = windowMs;
  }

  /** Begins an attempt; the seconds to wait where there were too many, else 0. */
  begin(key: string, now = Date.now()): number {
    const entry = this.#current(key, now);
    if (entry.count >= this.#max) return Math.max(1, Math.ceil((entry.until - now) / 1000));
    entry.count += 1;
    return 0;
  }

  /** The attempt was no failure. */
  takeBack(key: string): void {
    const entry = this.#entries.get(key);
    if (entry && entry.count > 0) entry.count -= 1;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  #current(key: string, now: number): Entry {
    const known = this.#entries.get(key);
    if (known && known.until > now) return known;
    if (this.#entries.size >= MOST_KEYS) this.#prune(now);
    const fresh = { count: 0, until: now + this.#windowMs };
    this.#entries.set(key, fresh);
    return fresh;
  }

  #prune(now: number): void {
    for (const [key, { until }] of this.#entries) if (until <= now) this.#entries.delete(key);
  }
}
