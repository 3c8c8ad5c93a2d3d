export type Timing = {
  readonly medianMicros: number;
  readonly lowMicros: number;
  readonly highMicros: number;
};

/** Runs the candidates in turn, so that a busy machine slows them alike; microseconds a call, with the spread. */
export function alternate(
  candidates: Readonly<Record<string, () => unknown>>,
  { rounds, callsPerRound }: { readonly rounds: number; readonly callsPerRound: number },
): Record<string, Timing> {
  const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, run] of Object.entries(candidates)) times.get(name)?.push(microsOf(run, callsPerRound));
  return Object.fromEntries([...times].map(([name, micros]) => [name, timingOf(micros)]));
}

function microsOf(run: () => unknown, calls: number): number {
  const begin = performance.now();
  for (let call = 0; call < calls; call++) run();
  return ((performance.now() - begin) * 1000) / calls;
}

function timingOf(micros: readonly number[]): Timing {
  const ascending = micros.toSorted((a, b) => a - b);
  const at = (share: number) => ascending[Math.floor(share * (ascending.length - 1))] ?? NaN;
  return { medianMicros: at(0.5), lowMicros: at(0.1), highMicros: at(0.9) };
}
