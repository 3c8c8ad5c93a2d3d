import { createBooking } from "@salon/core";
import { databaseCpuSeconds } from "./database-cpu.ts";
import { Clients, expectOnly, times } from "./load.ts";
import type { Load } from "./load.ts";
import type { BusySalon } from "./place.ts";
import { statementsOf } from "./recorded.ts";
import { inRounds, of, quantile, ratio } from "./rounds.ts";
import type { Measured } from "./rounds.ts";
import { startProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { print, shown } from "./table.ts";
import { bareBookingRequest, bookingRequest, freeVisits, take } from "./visits.ts";

const ROUNDS = 9;
const CLIENTS = 8;
const BOOKINGS = 200;
const HOT_SLOTS = 6;

type Book = typeof bookingRequest;

/** Whole bookings beside the bare rows under the same constraint: of free slots, and of slots that many want at once. */
export async function benchBooking(salon: BusySalon): Promise<void> {
  const visits = freeVisits(salon);
  const statements = await countStatements(salon, take(visits, 1));
  await using whole = await startProcess("whole-server.ts", salon.url);
  await using bare = await startProcess("bare-server.ts", { databaseUrl: salon.url, reads: {} });
  await using toWhole = new Clients(whole.url, 64);
  await using toBare = new Clients(bare.url, 64);

  const free = (server: ServerProcess, clients: Clients, book: Book) => () =>
    measure(salon, server, async () => {
      const requests = take(visits, BOOKINGS).map((visit) => book(salon, visit));
      return [expectOnly(await clients.send(requests, CLIENTS), 201)];
    });
  const hot = (server: ServerProcess, clients: Clients, book: Book, rivals: number) => () =>
    measure(salon, server, async () => {
      const loads: Load[] = [];
      for (const visit of take(visits, HOT_SLOTS)) {
        const requests = times(rivals, () => book(salon, visit));
        loads.push(expectOneBooked(await clients.send(requests, rivals)));
      }
      return loads;
    });
  const rounds = await inRounds(
    {
      bareFree: free(bare, toBare, bareBookingRequest),
      free: free(whole, toWhole, bookingRequest),
      bareHot16: hot(bare, toBare, bareBookingRequest, 16),
      hot16: hot(whole, toWhole, bookingRequest, 16),
      bareHot64: hot(bare, toBare, bareBookingRequest, 64),
      hot64: hot(whole, toWhole, bookingRequest, 64),
    },
    ROUNDS,
  );
  const row = (name: string, key: keyof typeof rounds, baseline: keyof typeof rounds) => [
    name,
    shown(of(rounds[key], "perSecond")),
    shown(of(rounds[key], "p50"), 1),
    shown(of(rounds[key], "p99"), 1),
    shown(of(rounds[key], "serverMillis"), 2),
    shown(of(rounds[key], "databaseMillis"), 2),
    shown(of(rounds[key], "cpuMillis"), 2),
    shown(ratio(rounds[key], rounds[baseline], "perSecond"), 2),
    shown(ratio(rounds[key], rounds[baseline], "p99"), 2),
    String(Object.values(rounds[key]).reduce((total, { deadlocks = 0 }) => total + deadlocks, 0)),
  ];
  print(
    `Booking with ${salon.appointments.toLocaleString("en")} appointments in the table: ${statements} statements; ${ROUNDS} rounds of ${BOOKINGS} bookings by ${CLIENTS} clients, and of ${HOT_SLOTS} slots that all want`,
    [
      "",
      "requests/s",
      "p50 ms",
      "p99 ms",
      "server CPU ms",
      "database CPU ms",
      "CPU together ms",
      "× rate",
      "× p99",
      "deadlocks",
    ],
    [
      row("free slots, bare", "bareFree", "bareFree"),
      row("free slots, whole", "free", "bareFree"),
      row("one slot, 16 clients, bare", "bareHot16", "bareHot16"),
      row("one slot, 16 clients, whole", "hot16", "bareHot16"),
      row("one slot, 64 clients, bare", "bareHot64", "bareHot64"),
      row("one slot, 64 clients, whole", "hot64", "bareHot64"),
    ],
  );
}

async function countStatements(
  salon: BusySalon,
  [visit]: ReturnType<typeof take<{ staffId: string; startsAt: string }>>,
) {
  if (!visit) throw new Error("There is no visit to book");
  const statements = await statementsOf(salon.url, (ctx) =>
    createBooking(ctx, {
      salonId: salon.salonId,
      startsAt: new Date(visit.startsAt),
      items: [{ variantId: salon.cutId, staffId: visit.staffId, excludedStaffIds: [], addOnIds: [] }],
      mode: "sequence",
      maxWaitMinutes: 0,
      client: { name: "Alice", email: "alice@example.com" },
      hold: false,
      override: [],
    }),
  );
  return statements.length;
}

function expectOneBooked(load: Load): Load {
  expectOnly(load, 201, 409);
  if (load.statuses[201] !== 1) throw new Error(`One slot was booked ${load.statuses[201] ?? 0} times`);
  return load;
}

async function measure(
  salon: BusySalon,
  server: ServerProcess,
  work: () => Promise<Load[]>,
): Promise<Measured> {
  const deadlocksBefore = await deadlocksOf(salon);
  const databaseBefore = await databaseCpuSeconds(salon.admin);
  const before = await server.cpuSeconds();
  const loads = await work();
  const serverSeconds = (await server.cpuSeconds()) - before;
  const databaseSeconds = (await databaseCpuSeconds(salon.admin)) - databaseBefore;
  const millis = loads.flatMap((load) => load.millis).toSorted((a, b) => a - b);
  return {
    perSecond: millis.length / loads.reduce((total, { seconds }) => total + seconds, 0),
    p50: quantile(millis, 0.5),
    p99: quantile(millis, 0.99),
    serverMillis: (serverSeconds / millis.length) * 1000,
    databaseMillis: (databaseSeconds / millis.length) * 1000,
    cpuMillis: ((serverSeconds + databaseSeconds) / millis.length) * 1000,
    deadlocks: (await deadlocksOf(salon)) - deadlocksBefore,
  };
}

async function deadlocksOf({ admin }: BusySalon): Promise<number> {
  const [row] = await admin<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? NaN;
}
