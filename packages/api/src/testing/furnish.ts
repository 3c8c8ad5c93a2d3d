import type { CreateSalon, OwnSalon, Role, Service } from "@salon/contracts";
import { salonMembers, salons } from "@salon/db/schema";
import type { z } from "zod";
import { salonInput, serviceInput } from "./fixtures.ts";
import type { Person, TestApi } from "./index.ts";

/** A sandbox salon in Berlin with a cut of half an hour, which Bea and Cleo do; made through the API. */
export type FurnishedSalon = {
  readonly businessId: number;
  readonly salonId: string;
  readonly salon: OwnSalon;
  /** Owner, manager, receptionist, stylist, and somebody who has another salon. */
  readonly olga: Person;
  readonly mona: Person;
  readonly rita: Person;
  readonly bea: Person;
  readonly stranger: Person;
  readonly cut: Service;
  readonly variantId: string;
  /** Staff profiles: Bea's is her account's, Cleo has none. */
  readonly beaId: string;
  readonly cleoId: string;
};

export async function furnish(
  api: TestApi,
  over: Partial<z.input<typeof CreateSalon>> = {},
): Promise<FurnishedSalon> {
  const [olga, mona, rita, bea, stranger] = await Promise.all([
    api.signUp("Olga"),
    api.signUp("Mona"),
    api.signUp("Rita"),
    api.signUp("Bea"),
    api.signUp("Stranger"),
  ]);
  const salon = await olga.api.salons.create(salonInput({ sandbox: true, ...over }));
  await stranger.api.salons.create(salonInput({ name: "Elsewhere" }));
  const salonId = salon.id;
  const businessId = await enlist(api, salonId, mona, "manager");
  await enlist(api, salonId, rita, "receptionist");
  await enlist(api, salonId, bea, "stylist");
  const cut = await mona.api.services.create(serviceInput(salonId));
  const variantId = firstVariant(cut);
  const services = [{ variantId }];
  const { id: beaId } = await mona.api.staff.create({ salonId, name: "Bea", userId: bea.userId, services });
  const { id: cleoId } = await mona.api.staff.create({ salonId, name: "Cleo", services });
  return { businessId, salonId, salon, olga, mona, rita, bea, stranger, cut, variantId, beaId, cleoId };
}

/** The id of a service's first variant. */
export function firstVariant({ variants: [variant] }: Service): string {
  if (!variant) throw new Error("A service has at least one variant");
  return variant.id;
}

/** Makes somebody a member of a salon without an invitation; answers with the business's internal id. */
export async function enlist(
  api: TestApi,
  salonId: string,
  { userId }: Person,
  role: Exclude<Role, "owner">,
): Promise<number> {
  const rows = await api.db.select({ id: salons.id, businessId: salons.businessId }).from(salons);
  const businessId = rows.find(({ id }) => id === salonId)?.businessId;
  if (businessId === undefined) throw new Error("There is no such salon");
  const member = { businessId, id: crypto.randomUUID(), salonId, userId, role };
  await api.deps.begin((tx) => tx.insert(salonMembers).values(member));
  return businessId;
}
