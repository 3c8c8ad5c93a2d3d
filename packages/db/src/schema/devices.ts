import { DEVICE_PLATFORMS } from "@salon/contracts";
import { index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";
import { sessions, users } from "./identity.ts";

/** Where an account gets pushes. It goes with the session that registered it, however that ends. */
export const devices = pgTable(
  "devices",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    platform: text("platform", { enum: DEVICE_PLATFORMS }).notNull(),
    name: text("name"),
    locale: text("locale"),
    /** What its maker's service knows it by, encrypted under a key that is not here. */
    token: bytea("token").notNull(),
    /** SHA-256 of the token: a device is one account's. */
    tokenHash: bytea("token_hash").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** When it was registered last. */
    seenAt: instant("seen_at").notNull().defaultNow(),
  },
  (t) => [
    unique("devices_token_key").on(t.tokenHash),
    index("devices_user_idx").on(t.userId, t.seenAt, t.id),
    index("devices_session_idx").on(t.sessionId),
  ],
);
