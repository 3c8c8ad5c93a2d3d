import type { CreateSalon, OwnSalon, Role, Service, Staff, Variant } from "@salon/contracts";
import { salonMembers, salons } from "@salon/db/schema";
import type { z } from "zod";
import { salonInput, serviceInput } from "./fixtures.ts";
import type { Person, TestApi } from "./index.ts";

export type FurnishedSalon = {
  readonly salon: OwnSalon;
  /** Owns the salon. */
  readonly olivia: Person;
  readonly mona: Person;
  readonly cut: Service & { readonly variant: Variant };
  readonly bea: Staff;
};

/** A sandbox salon with Olivia the owner, Mona the manager, a cut of half an hour and Bea, who does it. */
export async function furnish(
  api: TestApi,
  over: Partial<z.input<typeof CreateSalon>> = {},
): Promise<FurnishedSalon> {
  const olivia = await api.signUp("Olivia");
  const mona = await api.signUp("Mona");
  const salon = await olivia.api.salons.create(salonInput({ sandbox: true, ...over }));
  const salonId = salon.id;
  await join(api, salonId, mona, "manager");
  const service = await mona.api.services.create(serviceInput(salonId));
  const [variant] = service.variants;
  if (!variant) throw new Error("A service has at least one variant");
  const bea = await mona.api.staff.create({ salonId, name: "Bea", services: [{ variantId: variant.id }] });
  return { salon, olivia, mona, cut: { ...service, variant }, bea };
}

/** Makes somebody with an account a member of a salon, without an invitation. */
export async function join(
  api: TestApi,
  salonId: string,
  { userId }: Person,
  role: Exclude<Role, "owner">,
): Promise<void> {
  const rows = await api.db.select({ id: salons.id, businessId: salons.businessId }).from(salons);
  const businessId = rows.find(({ id }) => id === salonId)?.businessId;
  if (businessId === undefined) throw new Error("There is no such salon");
  await api.deps.begin((tx) =>
    tx.insert(salonMembers).values({ businessId, id: crypto.randomUUID(), salonId, userId, role }),
  );
}
