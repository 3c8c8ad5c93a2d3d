import { randomUUID } from "node:crypto";
import { openDesk } from "./desk.ts";
import type { Desk } from "./desk.ts";
import type { Caller, Person, TestApi } from "./index.ts";
import { GUEST, monday } from "./salon-with-bea.ts";

const DAY_MS = 24 * 60 * 60_000;

/** So many days after the Monday. */
export const later = (days: number): Date => new Date(monday("10:00").getTime() + days * DAY_MS);

const hoursTaken = new WeakMap<Desk, number>();

/** A visit of somebody's to Bea, or of a guest's, done; each at an hour of its own. */
export async function visited(api: TestApi, desk: Desk, alice?: Person) {
  const hours = hoursTaken.get(desk) ?? 0;
  hoursTaken.set(desk, hours + 1);
  const startsAt = new Date(monday("09:00").getTime() + hours * 60 * 60_000);
  const items = [{ variantId: desk.cutId, staffId: desk.beaId }];
  const visit = { salonId: desk.salonId, items, startsAt };
  const made = alice
    ? await alice.api.bookings.create(visit)
    : await api.anybody.bookings.create({ ...visit, client: GUEST });
  await desk.bea.api.bookings.complete({ bookingId: made.id });
  return { bookingId: made.id, ...(made.bookingToken && { token: made.bookingToken }) };
}

/** A salon at whose desk Alice has been, after the visits. */
export async function openReviewed(api: TestApi) {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice Liddell");
  const visit = await visited(api, desk, alice);
  const { salonId } = desk;
  const ratings = async () => {
    const [salon] = await api.sql<{ sum: number; count: number }[]>`
      select rating_sum as sum, rating_count as count from salons where id = ${salonId}`;
    return salon;
  };
  const clock = (now: Date | null) => desk.owner.api.salons.setTestClock({ salonId, now });
  return { ...desk, desk, alice, visit, ratings, clock };
}

/** A photo that was sent for a visit. */
export async function photoOf(api: TestApi, bookingId: string): Promise<string> {
  const id = randomUUID();
  const variants = [{ variant: "320", bytes: 10 }];
  await api.sql`
    insert into files (id, purpose, business_id, salon_id, booking_id, size_bytes, variants, width, height, ready_at)
    select ${id}, 'review_photo', business_id, salon_id, id, 10, ${api.sql.json(variants)}, 320, 200, now()
    from bookings where id = ${bookingId}`;
  return id;
}

/** Whoever shows a booking's token. */
export function holding(api: TestApi, token = ""): Caller {
  return api.as({ kind: "bookingHolder", token });
}
