import type { Service } from "@salon/contracts";
import type { Caller, Person, TestApi } from "./index.ts";
import { problemOf } from "../problem-of.ts";
import type { CaseSalon } from "./case-salon.ts";
import { openSalonWithBea } from "./salon-with-bea.ts";
import type { SalonWithBea } from "./salon-with-bea.ts";
import { join } from "./team.ts";

/** Bea's salon with everybody who stands at its desk: Mona manages, Rita receives, Bea and Ann do hair. */
export type Desk = SalonWithBea & {
  readonly businessId: number;
  readonly mona: Person;
  readonly rita: Person;
  readonly bea: Person;
  readonly annId: string;
};

const services = ["cut", "colour"];

export async function openDesk(api: TestApi, over: Partial<CaseSalon> = {}): Promise<Desk> {
  const staff = { bea: { services }, ann: { services }, ...over.staff };
  const salon = await openSalonWithBea(api, { ...over, staff });
  const { salonId, beaId, owner } = salon;
  const [row] = await api.sql<{ id: number }[]>`select business_id as id from salons where id = ${salonId}`;
  const place = { salonId, businessId: row?.id ?? 0 };
  const [mona, rita, bea] = [await api.signUp("Mona"), await api.signUp("Rita"), await api.signUp("Bea")];
  await join(api, place, mona, "manager");
  await join(api, place, rita, "receptionist");
  await join(api, place, bea, "stylist");
  await owner.api.staff.update({ salonId, staffId: beaId, userId: bea.userId });
  return { ...salon, ...place, mona, rita, bea, annId: salon.staff.get("ann") ?? "" };
}

/** A service of the salon's menu by its name. */
export async function serviceNamed({ owner, salonId }: Desk, name: string): Promise<Service> {
  const service = (await owner.api.services.list({ salonId })).items.find((one) => one.name === name);
  if (!service) throw new Error(`There is no ${name}`);
  return service;
}

/** Whoever shows a booking's token, with a fresh idempotency key for every call. */
export function holderOf(
  api: TestApi,
  { bookingToken }: { bookingToken?: string | undefined },
): Caller["bookings"] {
  const actor = { kind: "bookingHolder", token: bookingToken ?? "" } as const;
  return new Proxy(api.as(actor).bookings, {
    get: (_, name) => Reflect.get(api.as(actor).bookings, name) as unknown,
  });
}

/** What a call came to: `done`, or the code of its problem. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "done",
    (error: unknown) => problemOf(error).code,
  );
}

/** Of many calls at once, how many came to what. */
export async function outcomesOf(calls: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const codes = await Promise.all(calls.map(outcomeOf));
  return Object.fromEntries(
    [...new Set(codes)].toSorted().map((code) => [code, codes.filter((other) => other === code).length]),
  );
}

/** Types of what happened to a booking, in the order in which it did. */
export async function eventsOfBooking(api: TestApi, bookingId: string): Promise<string[]> {
  const rows = await api.sql<
    { type: string }[]
  >`select type from events where subject_id = ${bookingId} order by id`;
  return rows.map(({ type }) => type);
}

/** All that is stored of a booking: to see that a refusal changed nothing. */
export async function rowsOf({ sql }: TestApi, bookingId: string): Promise<unknown> {
  return {
    booking: await sql`select * from bookings where id = ${bookingId}`,
    items: await sql`select * from booking_items where booking_id = ${bookingId} order by position`,
    lines: await sql`select * from booking_price_lines where booking_id = ${bookingId} order by position`,
    allocations:
      await sql`select calendar_id, during from allocations where booking_id = ${bookingId} order by calendar_id, during`,
    events: await sql`select id, type from events where subject_id = ${bookingId} order by id`,
  };
}
