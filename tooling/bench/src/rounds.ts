/** What one round measured of one candidate. */
export type Measured = Readonly<Record<string, number>>;

export type Spread = { readonly median: number; readonly low: number; readonly high: number };

/** Runs the candidates in turn, so that a busy machine slows them alike. The first round only warms up. */
export async function inRounds<Name extends string>(
  candidates: Readonly<Record<Name, () => Promise<Measured>>>,
  rounds: number,
): Promise<Readonly<Record<Name, readonly Measured[]>>> {
  const names = Object.keys(candidates) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as Measured[]])) as Record<
    Name,
    Measured[]
  >;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const one = await candidates[name]();
      if (round > 0) measured[name].push(one);
    }
  }
  return measured;
}

export function spreadOf(numbers: readonly number[]): Spread {
  const ascending = numbers.toSorted((a, b) => a - b);
  return { median: quantile(ascending, 0.5), low: quantile(ascending, 0.1), high: quantile(ascending, 0.9) };
}

/** Of numbers in ascending order. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? NaN;
}

/** One measure of a candidate over the rounds. */
export function of(rounds: readonly Measured[], measure: string): Spread {
  return spreadOf(rounds.map((round) => round[measure] ?? NaN));
}

/** A measure beside the same of the baseline, round by round. */
export function ratio(rounds: readonly Measured[], baseline: readonly Measured[], measure: string): Spread {
  return spreadOf(rounds.map((round, i) => (round[measure] ?? NaN) / (baseline[i]?.[measure] ?? NaN)));
}
