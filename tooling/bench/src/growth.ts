import { dayOf, measureHttp, monthOf } from "./availability.ts";
import { Clients } from "./load.ts";
import type { BusySalon } from "./place.ts";
import { inRounds, of, ratio } from "./rounds.ts";
import { startProcess } from "./server-process.ts";
import { print, shown } from "./table.ts";

const ROUNDS = 9;

/** The same questions to two databases, one of which holds a hundred times as many appointments. */
export async function benchGrowth(small: BusySalon, large: BusySalon): Promise<void> {
  await using ofSmall = await startProcess("whole-server.ts", small.url);
  await using ofLarge = await startProcess("whole-server.ts", large.url);
  await using toSmall = new Clients(ofSmall.url, 1);
  await using toLarge = new Clients(ofLarge.url, 1);
  const rounds = await inRounds(
    {
      smallDay: () => measureHttp(small.admin, ofSmall, toSmall, dayOf(small)),
      largeDay: () => measureHttp(large.admin, ofLarge, toLarge, dayOf(large)),
      smallMonth: () => measureHttp(small.admin, ofSmall, toSmall, monthOf(small)),
      largeMonth: () => measureHttp(large.admin, ofLarge, toLarge, monthOf(large)),
    },
    ROUNDS,
  );
  const row = (name: string, key: keyof typeof rounds, baseline: keyof typeof rounds) => [
    name,
    shown(of(rounds[key], "millis"), 2),
    shown(of(rounds[key], "p95"), 2),
    shown(of(rounds[key], "cpuMillis"), 2),
    shown(ratio(rounds[key], rounds[baseline], "millis"), 2),
    shown(ratio(rounds[key], rounds[baseline], "cpuMillis"), 2),
  ];
  const many = ({ appointments }: BusySalon) => appointments.toLocaleString("en");
  print(
    "Growth: availability over HTTP by how many appointments the table holds",
    ["", "ms", "p95 ms", "CPU together ms", "× ms", "× CPU"],
    [
      row(`a day, anybody of 10: ${many(small)}`, "smallDay", "smallDay"),
      row(`a day, anybody of 10: ${many(large)}`, "largeDay", "smallDay"),
      row(`a month, one person: ${many(small)}`, "smallMonth", "smallMonth"),
      row(`a month, one person: ${many(large)}`, "largeMonth", "smallMonth"),
    ],
  );
}
