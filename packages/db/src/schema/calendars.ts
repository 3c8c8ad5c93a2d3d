import { foreignKey, integer, pgEnum, pgTable, unique } from "drizzle-orm/pg-core";
import { businesses } from "./salons.ts";

export const calendarKind = pgEnum("calendar_kind", ["staff", "resource", "client"]);

/** Whatever can be in only one place at a time has one: a staff member, a resource unit, a client. */
export const calendars = pgTable(
  "calendars",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    businessId: integer("business_id").notNull(),
    kind: calendarKind("kind").notNull(),
  },
  (t) => [
    unique("calendars_business_key").on(t.businessId, t.id),
    foreignKey({ columns: [t.businessId], foreignColumns: [businesses.id], name: "calendars_business_fk" }),
  ],
);
