import { Clients, expectOnly, times } from "./load.ts";
import type { BusySalon } from "./place.ts";
import { spreadOf } from "./rounds.ts";
import { startProcess } from "./server-process.ts";
import { print, shown } from "./table.ts";
import { bookingRequest, freeVisits, take } from "./visits.ts";

const RIVALS = 50;
const SLOTS = 20;

/** Fifty people want the same slot in the same moment: one gets it, and all the others hear so soon. */
export async function benchSlot(salon: BusySalon): Promise<void> {
  await using whole = await startProcess("whole-server.ts", salon.url);
  await using clients = new Clients(whole.url, RIVALS);
  const visits = freeVisits(salon);
  const race = async () => {
    const [visit] = take(visits, 1);
    if (!visit) throw new Error("There is no visit to book");
    const requests = times(RIVALS, () => bookingRequest(salon, visit));
    return expectOnly(await clients.send(requests, RIVALS), 201, 409);
  };
  const [first] = [await race()];
  const races = [];
  for (let slot = 0; slot < SLOTS; slot++) races.push(await race());
  const statuses = new Set(races.map((load) => JSON.stringify(load.statuses)));
  print(
    `Slot: ${RIVALS} parallel requests for one slot over HTTP, ${SLOTS} slots one after another`,
    ["", "answers", "all answered after ms", "slowest answer ms"],
    [
      [
        "the first, on a server just started",
        JSON.stringify(first.statuses),
        (first.seconds * 1000).toFixed(0),
        Math.max(...first.millis).toFixed(0),
      ],
      [
        "the others",
        [...statuses].join(" "),
        shown(spreadOf(races.map(({ seconds }) => seconds * 1000))),
        shown(spreadOf(races.map(({ millis }) => Math.max(...millis)))),
      ],
    ],
  );
}
