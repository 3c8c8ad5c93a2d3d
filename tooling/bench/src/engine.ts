import { search, type SearchRange } from "@salon/scheduling";
import { bookings, cut, salonOf, windows } from "./engine-worlds.ts";
import { epochSweep } from "./epoch-sweep.ts";
import { alternate } from "./median.ts";

const MINUTE_MS = 60_000;
const month: SearchRange = { from: "2027-02-01", to: "2027-03-03", afterMinute: null, beforeMinute: null };

const one = salonOf(1, () => bookings(0));
const oneWithAPast = salonOf(1, () => bookings(0, 1250));
const fifty = salonOf(50, (person) => bookings((person * 5) % 60));
const bare = bookings(0);

const candidates = {
  "month, one provider, hand-written sweep": () => epochSweep(windows, bare, 40 * MINUTE_MS, 15 * MINUTE_MS),
  "month, one provider, full rules": () => search(one, cut("staff-0"), month),
  "… with 10,000 bookings of the past": () => search(oneWithAPast, cut("staff-0"), month),
};
const crowd = { "month, anybody of fifty": () => search(fifty, cut(null), month) };

const warmUp = { rounds: 1, callsPerRound: 300 };
alternate(candidates, warmUp);
alternate(crowd, { rounds: 1, callsPerRound: 10 });

const timings = {
  ...alternate(candidates, { rounds: 31, callsPerRound: 50 }),
  ...alternate(crowd, { rounds: 11, callsPerRound: 2 }),
};
const counts = Object.entries({ ...candidates, ...crowd }).map(
  ([name, run]) => [name, run().length] as const,
);
for (const [name, starts] of counts) {
  const { medianMicros, lowMicros, highMicros } = timings[name] ?? {
    medianMicros: NaN,
    lowMicros: NaN,
    highMicros: NaN,
  };
  const spread = `${lowMicros.toFixed(0)}–${highMicros.toFixed(0)}`;
  process.stdout.write(
    `${name.padEnd(42)} ${String(starts).padStart(5)} starts ${medianMicros.toFixed(0).padStart(7)} µs (${spread})\n`,
  );
}
