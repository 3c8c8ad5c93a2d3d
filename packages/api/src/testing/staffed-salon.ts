import type { CreateSalon, OwnSalon, Service } from "@salon/contracts";
import type { z } from "zod";
import { salonInput, serviceInput } from "./fixtures.ts";
import type { Person, TestApi } from "./index.ts";
import { join } from "./team.ts";

/** A sandbox salon in Berlin with a cut of half an hour, which Bea and Cleo do; made through the API. */
export type StaffedSalon = {
  readonly businessId: number;
  readonly salonId: string;
  readonly salon: OwnSalon;
  /** Owner, manager, receptionist, stylist, and somebody who has another salon. */
  readonly olga: Person;
  readonly mona: Person;
  readonly rita: Person;
  readonly bea: Person;
  readonly stranger: Person;
  /** What the stranger owns. */
  readonly otherSalonId: string;
  readonly cut: Service;
  readonly variantId: string;
  /** Staff profiles: Bea's is her account's, Cleo has none. */
  readonly beaId: string;
  readonly cleoId: string;
};

export async function openStaffedSalon(
  api: TestApi,
  over: Partial<z.input<typeof CreateSalon>> = {},
): Promise<StaffedSalon> {
  const [olga, mona, rita, bea, stranger] = await Promise.all([
    api.signUp("Olga"),
    api.signUp("Mona"),
    api.signUp("Rita"),
    api.signUp("Bea"),
    api.signUp("Stranger"),
  ]);
  const salon = await olga.api.salons.create(salonInput({ sandbox: true, ...over }));
  const other = await stranger.api.salons.create(salonInput({ name: "Elsewhere" }));
  const salonId = salon.id;
  const businessId = await businessOf(api, salonId);
  const place = { businessId, salonId };
  await join(api, place, mona, "manager");
  await join(api, place, rita, "receptionist");
  await join(api, place, bea, "stylist");
  const cut = await mona.api.services.create(serviceInput(salonId));
  const services = [{ variantId: firstVariant(cut) }];
  const { id: beaId } = await mona.api.staff.create({ salonId, name: "Bea", userId: bea.userId, services });
  const { id: cleoId } = await mona.api.staff.create({ salonId, name: "Cleo", services });
  const people = { olga, mona, rita, bea, stranger };
  return {
    ...people,
    ...place,
    salon,
    otherSalonId: other.id,
    cut,
    variantId: firstVariant(cut),
    beaId,
    cleoId,
  };
}

/** The id of a service's first variant. */
export function firstVariant({ variants: [variant] }: Service): string {
  if (!variant) throw new Error("A service has at least one variant");
  return variant.id;
}

async function businessOf(api: TestApi, salonId: string): Promise<number> {
  const [salon] = await api.sql<{ businessId: number }[]>`
    select business_id as "businessId" from salons where id = ${salonId}`;
  if (!salon) throw new Error(`There is no salon ${salonId}`);
  return salon.businessId;
}
