import { problemOf } from "@salon/api";
import type { Api } from "./accounts.ts";
import type { Chance } from "./chance.ts";
import { OF_THE_PAST } from "./demo-salon.ts";
import type { DemoSalon } from "./demo-salon.ts";
import { dateIn, idOf } from "./furnish.ts";
import type { FurnishedSalon } from "./furnish.ts";

const PAST_DAYS = 8;
const FUTURE_DAYS = 13;
const VISITS_A_DAY = 3;
const TRIES = 4;
/** By day, when every zone has one of each. */
const PAST_STARTS = ["10:00", "11:15", "12:00", "13:30", "14:15", "15:00", "16:00", "17:15", "18:00"];

export type Customers = { readonly alice: Api; readonly ben: Api; readonly anybody: Api };
type Scene = {
  readonly salon: DemoSalon;
  readonly furnished: FurnishedSalon;
  readonly chance: Chance;
  readonly customers: Customers;
};
type Booked = Awaited<ReturnType<Api["bookings"]["create"]>>;
type Visit = { readonly items: { readonly variantId: string; readonly addOnIds: string[] }[] };

/** A week and a day that were, and two weeks to come. */
export async function fillCalendar(scene: Scene): Promise<void> {
  const { salon, furnished } = scene;
  const { salonId, desk } = furnished;
  const regulars: string[] = [];
  for (const name of salon.regulars) {
    const email = `${name
      .normalize("NFD")
      .replaceAll(/[^A-Za-z ]/g, "")
      .replaceAll(" ", ".")}@guest.example`;
    regulars.push((await desk.clients.create({ salonId, name, email })).id);
  }
  await liveThroughPast(scene, regulars);
  await planFuture(scene, regulars);
  await bookAsCustomers(scene);
}

/** Written down by the desk, and settled: most came, some did not, some had to be sent home. */
async function liveThroughPast(
  { salon, furnished, chance }: Scene,
  regulars: readonly string[],
): Promise<void> {
  const { salonId, desk } = furnished;
  let written = 0;
  for (let day = -PAST_DAYS; day < 0; day += 1) {
    for (let nth = 0; nth < VISITS_A_DAY; nth += 1) {
      const visit = visitOf(furnished, chance.pick(salon.visits));
      const client = { id: chance.pick(regulars) };
      const booked = await firstThatFits(TRIES, () => {
        const localStart = `${dateIn(salon, day)}T${chance.pick(PAST_STARTS)}`;
        return desk.bookings.create({ salonId, localStart, ...visit, client, override: OF_THE_PAST });
      });
      if (!booked) continue;
      written += 1;
      const bookingId = booked.id;
      if (written % 8 === 3) await desk.bookings.noShow({ bookingId });
      else if (written % 8 === 6) await desk.bookings.cancel({ bookingId, reason: "Ill, sent home" });
      else await desk.bookings.complete({ bookingId });
    }
  }
}

/** By the desk for regulars and by guests themselves, in turn. */
async function planFuture({ salon, furnished, chance, customers }: Scene, regulars: readonly string[]) {
  const { salonId, desk } = furnished;
  for (let day = 0; day < FUTURE_DAYS; day += 1) {
    for (let nth = 0; nth < VISITS_A_DAY; nth += 1) {
      const visit = visitOf(furnished, chance.pick(salon.visits));
      const startsAt = await anyStart({ salon, furnished, chance }, visit, day);
      if (!startsAt) continue;
      const asked = { salonId, startsAt, ...visit };
      const byDesk = nth !== 1;
      const guest = chance.pick(GUESTS);
      await firstThatFits(1, () =>
        byDesk
          ? desk.bookings.create({ ...asked, client: { id: chance.pick(regulars) } })
          : customers.anybody.bookings.create({ ...asked, client: guest }),
      );
    }
  }
}

/** Alice comes, and thinks better of it once; Ben asks; somebody is choosing right now. */
async function bookAsCustomers({ salon, furnished, chance, customers }: Scene): Promise<void> {
  const { salonId } = furnished;
  const { alice, ben, anybody } = customers;
  const visit = visitOf(furnished, salon.visits[0] ?? []);
  const booked = async (api: Api, fromDay: number, more: { hold?: boolean; note?: string } = {}) => {
    const startsAt = await firstDayWithStart({ salon, furnished, chance }, visit, fromDay);
    return firstThatFits(1, () => api.bookings.create({ salonId, startsAt, ...visit, ...more }));
  };
  await booked(alice, 2, { note: "The side entrance, please." });
  const dropped = await booked(alice, 6);
  if (dropped) await alice.bookings.cancel({ bookingId: dropped.id, reason: "Travelling" });
  await booked(ben, 4);
  await booked(anybody, 1, { hold: true });
}

const GUESTS = [
  { name: "Clara Jensen", email: "clara.jensen@guest.example" },
  { name: "Mateo Ruiz", phone: "+34600000121" },
  { name: "Yuki Sato", email: "yuki.sato@guest.example", locale: "ja" },
  { name: "Olu Adeyemi", phone: "+2348030000145" },
];

function visitOf({ variants, addOns }: FurnishedSalon, described: readonly string[]): Visit {
  return {
    items: described.map((item) => {
      const [variant = "", ...extras] = item.split(" + ");
      return { variantId: idOf(variants, variant), addOnIds: extras.map((extra) => idOf(addOns, extra)) };
    }),
  };
}

type Place = Pick<Scene, "salon" | "furnished" | "chance">;

/** A free start on one day, of those that the public is offered; closed and full days have none. */
async function anyStart({ salon, furnished, chance }: Place, visit: Visit, day: number) {
  const { salonId, desk } = furnished;
  const date = dateIn(salon, day);
  const { slots } = await desk.availability.search({ salonId, from: date, to: date, ...visit });
  return slots.length > 0 ? chance.pick(slots).startsAt : undefined;
}

async function firstDayWithStart(place: Place, visit: Visit, fromDay: number): Promise<Date> {
  for (let day = fromDay; day < fromDay + 14; day += 1) {
    const startsAt = await anyStart(place, visit, day);
    if (startsAt) return startsAt;
  }
  throw new Error(`${place.salon.profile.name} has nothing free for two weeks.`);
}

/** Undefined where every try is refused because the time is taken, or closed, or over. */
async function firstThatFits(tries: number, book: () => Promise<Booked>): Promise<Booked | undefined> {
  for (let tried = 0; tried < tries; tried += 1) {
    try {
      return await book();
    } catch (error) {
      if (problemOf(error).status !== 409) throw error;
    }
  }
  return undefined;
}
