import { index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { instant, tenantReference } from "./columns.ts";
import { users } from "./identity.ts";
import { salons } from "./salons.ts";

export const favorites = pgTable(
  "favorites",
  {
    businessId: integer("business_id").notNull(),
    salonId: uuid("salon_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.salonId, t.userId] }),
    tenantReference("favorites_salon_fk", [t.businessId, t.salonId], salons),
    index("favorites_user_idx").on(t.userId, t.createdAt, t.salonId),
  ],
);
