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
export type Scene = {
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
  regulars.push(...(await bookAsCustomers(scene)));
  await liveThroughPast(scene, regulars);
  await planFuture(scene, regulars);
}

/**
 * Written down by the desk, and settled: most came, some did not, some had to be sent home. Each day begins with one of
 * those with an account, so that they have something to tell.
 */
async function liveThroughPast(
  { salon, furnished, chance }: Scene,
  regulars: readonly string[],
): Promise<void> {
  const { salonId, desk } = furnished;
  let written = 0;
  for (let day = -PAST_DAYS; day < 0; day += 1) {
    for (let nth = 0; nth < VISITS_A_DAY; nth += 1) {
      const visit = visitOf(furnished, chance.pick(salon.visits));
      const client = { id: nth === 0 ? (regulars.at(day % 2 ? -1 : -2) ?? "") : chance.pick(regulars) };
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

/** By the desk for regulars and by guests themselves; of the guests who wait for approval every other one has it. */
async function planFuture({ salon, furnished, chance, customers }: Scene, regulars: readonly string[]) {
  const { salonId, desk } = furnished;
  for (let day = 0; day < FUTURE_DAYS; day += 1) {
    for (let nth = 0; nth < VISITS_A_DAY; nth += 1) {
      const visit = visitOf(furnished, chance.pick(salon.visits));
      const startsAt = await anyStart({ salon, furnished, chance }, visit, day);
      if (!startsAt) continue;
      const asked = { salonId, startsAt, ...visit };
      const byDesk = nth !== 1;
      const booked = await firstThatFits(1, () =>
        byDesk
          ? desk.bookings.create({ ...asked, client: { id: chance.pick(regulars) } })
          : customers.anybody.bookings.create({ ...asked, client: chance.pick(GUESTS) }),
      );
      if (booked?.status === "pending" && day % 2 === 0)
        await desk.bookings.approve({ bookingId: booked.id });
    }
  }
}

/** Alice comes, and thinks better of it once; Ben asks; somebody is choosing right now. Answers both client records. */
async function bookAsCustomers(scene: Scene): Promise<string[]> {
  const { salon, furnished, customers } = scene;
  const visit = visitOf(furnished, salon.visits[0] ?? []);
  const bookedFrom = async (day: number, api: Api, more: { hold?: boolean; note?: string } = {}) => {
    const startsAt = await firstDayWithStart(scene, visit, day);
    return api.bookings.create({ salonId: furnished.salonId, startsAt, ...visit, ...more });
  };
  const alices = await bookedFrom(2, customers.alice, { note: "The side entrance, please." });
  const dropped = await bookedFrom(6, customers.alice);
  await customers.alice.bookings.cancel({ bookingId: dropped.id, reason: "Travelling" });
  const bens = await bookedFrom(4, customers.ben);
  await bookedFrom(1, customers.anybody, { hold: true });
  return [alices, bens].flatMap(({ client }) => client?.id ?? []);
}

const GUESTS = [
  { name: "Clara Jensen", email: "clara.jensen@guest.example" },
  { name: "Mateo Ruiz", phone: "+34600000121" },
  { name: "Yuki Sato", email: "yuki.sato@guest.example", locale: "ja" },
  { name: "Olu Adeyemi", phone: "+2348030000145" },
  { name: "Freya Nilsen", email: "freya.nilsen@guest.example" },
  { name: "Rahul Mehta", phone: "+919810000177" },
  { name: "Anouk Dubois", email: "anouk.dubois@guest.example", locale: "fr" },
  { name: "Zofia Wójcik", email: "zofia.wojcik@guest.example" },
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
