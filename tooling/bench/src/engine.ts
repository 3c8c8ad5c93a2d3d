import { search, type SearchRange } from "@salon/scheduling";
import { bookings, cut, salonOf, windows } from "./engine-worlds.ts";
import { epochSweep } from "./epoch-sweep.ts";
import { inRounds, of, ratio } from "./rounds.ts";
import type { Measured } from "./rounds.ts";
import { print, shown } from "./table.ts";

const MINUTE_MS = 60_000;
const ROUNDS = 31;
const month: SearchRange = { from: "2027-02-01", to: "2027-03-03", afterMinute: null, beforeMinute: null };

/** The engine alone, beside what one writes by hand when nothing but overlaps matters. */
export async function benchEngine(): Promise<void> {
  const one = salonOf(1, () => bookings(0));
  const withAPast = salonOf(1, () => bookings(0, 1250));
  const fifty = salonOf(50, (person) => bookings((person * 5) % 60));
  const bare = bookings(0);
  const sweep = () => epochSweep(windows, bare, 40 * MINUTE_MS, 15 * MINUTE_MS);
  const rounds = await inRounds(
    {
      sweep: timed(sweep, 100),
      month: timed(() => search(one, cut("staff-0"), month), 100),
      monthWithAPast: timed(() => search(withAPast, cut("staff-0"), month), 100),
      anybody: timed(() => search(fifty, cut(null), month), 4),
    },
    ROUNDS,
  );
  const row = (name: string, key: keyof typeof rounds) => [
    name,
    shown(of(rounds[key], "starts")).split(" ")[0] ?? "",
    shown(of(rounds[key], "micros")),
    shown(ratio(rounds[key], rounds.sweep, "micros"), 2),
  ];
  print(
    `Engine: ${ROUNDS} rounds`,
    ["", "starts", "µs", "× the sweep"],
    [
      row("a month, one person, hand-written sweep", "sweep"),
      row("a month, one person, full rules", "month"),
      row("… with 10,000 bookings of the past", "monthWithAPast"),
      row("a month, anybody of fifty", "anybody"),
    ],
  );
}

function timed(run: () => readonly unknown[], calls: number): () => Promise<Measured> {
  return async () => {
    const begin = performance.now();
    let starts = 0;
    for (let call = 0; call < calls; call++) starts = run().length;
    return { starts, micros: ((performance.now() - begin) * 1000) / calls };
  };
}
