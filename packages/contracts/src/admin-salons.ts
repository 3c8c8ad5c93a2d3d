import { z } from "zod";
import { why } from "./admin.ts";
import { Id, IdOrSlug, ifVersion } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { Salon, SALON_STATUSES } from "./salons.ts";
import { line } from "./text.ts";

export const AdminListSalons = z.strictObject({
  status: z.enum(SALON_STATUSES).optional(),
  /** A part of the name, or the whole id or slug. */
  query: line(200).optional(),
  ...pageQuery,
});
export type AdminListSalons = z.infer<typeof AdminListSalons>;

/** A salon as those see it who keep the platform clean. */
export const AdminSalon = Salon.extend({
  businessId: Id,
  suspendedFrom: z.enum(SALON_STATUSES).nullable(),
  owners: z.array(z.object({ userId: Id, name: z.string(), email: z.string() })),
}).meta({ id: "AdminSalon" });
export type AdminSalon = z.infer<typeof AdminSalon>;
export const AdminSalonPage = pageOf(AdminSalon).meta({ id: "AdminSalonPage" });

export const AdminSalonRef = z.strictObject({ salonId: IdOrSlug });
export type AdminSalonRef = z.infer<typeof AdminSalonRef>;

export const JudgeSalon = z.strictObject({ salonId: Id, ...ifVersion, reason: why.optional() });
export type JudgeSalon = z.infer<typeof JudgeSalon>;

export const SuspendSalon = z.strictObject({ salonId: Id, ...ifVersion, reason: why });
export type SuspendSalon = z.infer<typeof SuspendSalon>;
