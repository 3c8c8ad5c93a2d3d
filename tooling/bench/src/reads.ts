import { getSalon, listCategories, listStaff } from "@salon/core";
import type { Ctx } from "@salon/core";
import { Clients, expectOnly, times } from "./load.ts";
import type { Request } from "./load.ts";
import type { BusySalon } from "./place.ts";
import { statementsOf } from "./recorded.ts";
import { inRounds, of, ratio } from "./rounds.ts";
import type { Measured } from "./rounds.ts";
import { startProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { print, shown } from "./table.ts";

const REQUESTS = 1_000;
const CLIENTS = 8;
const ROUNDS = 9;

/** Reads over REST and tRPC beside a bare route with the same statements; and what it costs to know who asks. */
export async function benchReads(salon: BusySalon): Promise<void> {
  const useCases: Record<string, (ctx: Ctx) => Promise<unknown>> = {
    "/categories": listCategories,
    "/salon": (ctx) => getSalon(ctx, { salonId: salon.slug }),
    "/staff": (ctx) => listStaff(ctx, { salonId: salon.salonId, limit: 20 }),
  };
  const reads = Object.fromEntries(
    await Promise.all(
      Object.entries(useCases).map(
        async ([path, work]) => [path, await statementsOf(salon.url, work)] as const,
      ),
    ),
  );
  await using whole = await startProcess("whole-server.ts", salon.url);
  await using bare = await startProcess("bare-server.ts", { databaseUrl: salon.url, reads });
  await using toWhole = new Clients(whole.url, CLIENTS);
  await using toBare = new Clients(bare.url, CLIENTS);

  const staff = `/api/v1/salons/${salon.salonId}/staff?limit=20`;
  const input = encodeURIComponent(JSON.stringify({ json: { salonId: salon.salonId, limit: 20 } }));
  const asAlice = { authorization: `Bearer ${salon.token}` };
  const asTill = { authorization: `Bearer ${salon.apiKey}` };
  const ofBare = (path: string) => () => measure(bare, toBare, { method: "GET", path });
  const ofWhole =
    (path: string, headers = {}) =>
    () =>
      measure(whole, toWhole, { method: "GET", path, headers });
  const rounds = await inRounds(
    {
      bareCategories: ofBare("/categories"),
      categories: ofWhole("/api/v1/categories"),
      bareSalon: ofBare("/salon"),
      salon: ofWhole(`/api/v1/salons/${salon.slug}`),
      bareStaff: ofBare("/staff"),
      staff: ofWhole(staff),
      staffAsAlice: ofWhole(staff, asAlice),
      staffAsTill: ofWhole(staff, asTill),
      staffOverTrpc: ofWhole(`/trpc/staff.list?input=${input}`),
    },
    ROUNDS,
  );
  const row = (name: string, key: keyof typeof rounds, baseline: keyof typeof rounds) => [
    name,
    String(reads[`/${key.replace(/As.*|Over.*|bare/, "").toLowerCase()}`]?.length ?? ""),
    shown(of(rounds[key], "bytes")).split(" ")[0] ?? "",
    shown(of(rounds[key], "perSecond")),
    shown(of(rounds[key], "cpuMicros")),
    shown(ratio(rounds[key], rounds[baseline], "perCpuSecond"), 2),
  ];
  print(
    `Reads: ${CLIENTS} clients, ${ROUNDS} rounds of ${REQUESTS} requests each`,
    ["", "statements", "bytes", "requests/s", "server CPU µs", "× baseline's requests per CPU second"],
    [
      row("categories, bare", "bareCategories", "bareCategories"),
      row("categories, REST", "categories", "bareCategories"),
      row("salon by slug, bare", "bareSalon", "bareSalon"),
      row("salon by slug, REST", "salon", "bareSalon"),
      row("20 staff, bare", "bareStaff", "bareStaff"),
      row("20 staff, REST", "staff", "bareStaff"),
      row("20 staff, REST, signed in (beside anonymous)", "staffAsAlice", "staff"),
      row("20 staff, REST, with an API key (beside anonymous)", "staffAsTill", "staff"),
      row("20 staff, tRPC", "staffOverTrpc", "bareStaff"),
    ],
  );
}

async function measure(server: ServerProcess, clients: Clients, request: Request): Promise<Measured> {
  const before = await server.cpuSeconds();
  const load = expectOnly(
    await clients.send(
      times(REQUESTS, () => request),
      CLIENTS,
    ),
    200,
  );
  const cpuSeconds = (await server.cpuSeconds()) - before;
  return {
    bytes: load.bytes,
    perSecond: REQUESTS / load.seconds,
    cpuMicros: (cpuSeconds / REQUESTS) * 1e6,
    perCpuSecond: REQUESTS / cpuSeconds,
  };
}
