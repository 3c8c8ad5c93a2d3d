import { openDesk } from "./desk.ts";
import type { Desk } from "./desk.ts";
import type { TestApi } from "./index.ts";
import { GUEST } from "./salon-with-bea.ts";

export const BOTH = ["cut", "colour"];
export const TUESDAY = "2027-06-15";

/** An instant by the clock on the salon's wall, in Berlin's summer. */
export const at = (date: string, time: `${number}:${number}`): Date => new Date(`${date}T${time}:00+02:00`);

/** Bea, Ann and Cleo do everything. */
export const openTrio = (api: TestApi, over: Parameters<typeof openDesk>[1] = {}): Promise<Desk> =>
  openDesk(api, { ...over, staff: { cleo: { services: BOTH }, ...over.staff } });

/** A cut for a guest, by Bea unless said otherwise. */
export const bookCut = async ({ salonId, rita, cutId, beaId }: Desk, startsAt: Date, staffId = beaId) =>
  rita.api.bookings.create({ salonId, startsAt, items: [{ variantId: cutId, staffId }], client: GUEST });

/** Mona gives Bea's visits to others. */
export const reassign = (
  { salonId, mona, beaId }: Desk,
  input: Partial<Parameters<typeof mona.api.staff.reassignBookings>[0]> = {},
) => mona.api.staff.reassignBookings({ salonId, staffId: beaId, ...input });

export const staffOf = async ({ rita }: Desk, bookingId: string): Promise<string[]> =>
  (await rita.api.bookings.get({ bookingId })).items.map(({ staffId }) => staffId);
